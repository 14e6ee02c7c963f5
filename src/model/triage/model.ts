import type { Features } from './features.ts'
import { Planes, type Scores, type Table } from './table.ts'

/** A learned model as it is shipped; written by `npm run triage:train`. */
export interface Weights {
  /** The plane of the answer itself. */
  answer: Table
  /** Planes of the labels that lines have: categories, and the kinds that only sound like one. */
  labels: Table
  /** The second stage: a weight for each number that `joined` gives, then the bias. */
  join: readonly number[]
  /** Answers at this score or above are positive. */
  threshold: number
}

/** What a model says of a text. */
export interface Verdict {
  positive: boolean
  /** 0 at the threshold. */
  score: number
  /** Scores of the labels, in their order. */
  labels: number[]
  /** What the answer's plane gave for each feature. */
  shares: Scores['shares']
}

const SOFT = 3

/** What the second stage sees: the answer, the labels, the best of either side, their difference, and the soft difference of all. */
export function joined(answer: number, labels: readonly number[], names: readonly string[]): number[] {
  let [yes, no, softYes, softNo] = [-1, -1, 1e-9, 1e-9]
  for (const [at, score] of labels.entries()) {
    if (names[at]?.startsWith('not ')) {
      no = Math.max(no, score)
      softNo += Math.exp(SOFT * score)
    } else {
      yes = Math.max(yes, score)
      softYes += Math.exp(SOFT * score)
    }
  }
  return [answer, ...labels, yes, no, yes - no, Math.log(softYes / softNo)]
}

/** A model that is ready to be asked. */
export class Model {
  readonly #weights: Weights
  readonly #answer: Planes
  readonly #labels: Planes

  constructor(weights: Weights) {
    this.#weights = weights
    this.#answer = new Planes(weights.answer)
    this.#labels = new Planes(weights.labels)
  }

  /** The first stage alone: what the second one learns from. */
  first(features: Features): { answer: number; labels: number[]; shares: Scores['shares'] } {
    const { scores, shares } = this.#answer.ask(features)
    return { answer: scores[0] ?? 0, labels: this.#labels.ask(features).scores, shares }
  }

  ask(features: Features): Verdict {
    const { join, threshold, labels: table } = this.#weights
    const { answer, labels, shares } = this.first(features)
    const seen = joined(answer, labels, table.heads)
    const score = seen.reduce((sum, value, at) => sum + value * (join[at] ?? 0), join[seen.length] ?? 0) - threshold
    return { positive: score >= 0, score, labels, shares }
  }

  /** The label with the highest score among those that `is` holds for. */
  best<T extends string>({ labels }: Verdict, is: (label: string) => label is T): T | undefined {
    let best: { label: T; score: number } | undefined
    for (const [at, label] of this.#weights.labels.heads.entries()) {
      const score = labels[at] ?? 0
      if (is(label) && score > (best?.score ?? -Infinity)) best = { label, score }
    }
    return best?.label
  }
}
