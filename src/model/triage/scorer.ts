import { type Features, featuresOf } from './features.ts'
import { Model, type Verdict } from './model.ts'
import { WEIGHTS } from './weights.ts'

/** Why somebody needs help within minutes. */
export const CATEGORIES = [
  'stolen-account',
  'fraud',
  'money-lost',
  'unauthorised-payment',
  'self-harm',
  'violence',
  'legal',
  'child-safety',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A piece of the text, or a cue by its name, that counted for an answer (`share` > 0) or against it. */
export interface Counted {
  piece: string
  share: number
}

/** What the learned scorer says of a text. Scores are 0 at the threshold. */
export interface Scored {
  urgent: boolean
  score: number
  /** The likeliest one; absent when not urgent. */
  category?: Category
  wantsPerson: boolean
  personScore: number
}

const models: { urgent?: Model; person?: Model } = {}
const model = (set: 'urgent' | 'person'): Model => (models[set] ??= new Model(WEIGHTS[set]))

const isCategory = (head: string): head is Category => CATEGORIES.some((category) => category === head)

/** Whether a text is urgent and whether it asks for a person. The same text gives the same numbers on every runtime. */
export function scoreOf(features: Features): Scored {
  const urgent = model('urgent').ask(features)
  const person = model('person').ask(features)
  const category = model('urgent').best(urgent, isCategory)
  return {
    urgent: urgent.positive,
    score: urgent.score,
    ...(urgent.positive && category !== undefined && { category }),
    wantsPerson: person.positive,
    personScore: person.score,
  }
}

/** The pieces that counted most, strongest first; one that stands within a stronger one is left out. */
export function counted(set: 'urgent' | 'person', text: string, many = 5): Counted[] {
  const features = featuresOf(text)
  const { shares, positive }: Verdict = model(set).ask(features)
  const named = shares.flatMap(({ at, share }) => {
    const piece = pieceOf(features, at)
    return piece.length > 1 && share > 0 === positive ? [{ piece, share }] : []
  })
  const best: Counted[] = []
  for (const one of named.sort((a, b) => Math.abs(b.share) - Math.abs(a.share))) {
    if (best.length === many) break
    if (!best.some(({ piece }) => piece.includes(one.piece) || one.piece.includes(piece))) best.push(one)
  }
  return best
}

/** The words of a feature as they stand in the folded text, or the name of a cue. */
function pieceOf({ tokens, from, to, names }: Features, at: number): string {
  const name = names.get(at)
  if (name !== undefined) return `[${name}]`
  return tokens
    .slice(from[at], (to[at] ?? 0) + 1)
    .reduce((piece, token, index, all) => piece + (piece && !(token.han && all[index - 1]?.han) ? ' ' : '') + token.text, '')
    .trim()
}
