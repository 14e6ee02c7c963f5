import type { Priority } from '../states.ts'
import { fold } from './fold.ts'
import type { Language } from './language.ts'

/** Phrases a rule looks for: `*` stands for any stretch within a message. Case, width, traditional characters make no difference. */
export interface Words {
  any?: readonly string[]
  all?: readonly string[]
  none?: readonly string[]
}

/** Conditions that must all hold; one that is left out always does. */
export interface Match {
  words?: Words
  channels?: readonly string[]
  entries?: readonly string[]
  languages?: readonly Language[]
  hours?: 'open' | 'closed'
  vip?: boolean
}

/** What somebody must be able to do: 1 (a little) to 5 (best). */
export interface Skill {
  skill: string
  level: number
}

/** What a rule decides. For each field the first rule that matches counts; tags add up. */
export interface Effect {
  priority?: Priority
  queue?: string
  skills?: readonly Skill[]
  tags?: readonly string[]
  bot?: boolean
}

/** A rule as admins write it; the order of the list is theirs. */
export interface Rule {
  name: string
  enabled: boolean
  match: Match
  effect: Effect
}

/** What is known when a message comes in. `text` is the last one after the unanswered ones before it, one a line. */
export interface Arrival {
  text: string
  channel: string
  entry?: string
  open: boolean
  vip: boolean
}

/** What the rules decided, and which rule each part is from. */
export interface Ruled extends Effect {
  tags: readonly string[]
  from: { rule: string; field: keyof Effect; phrase?: string }[]
}

/** The parts of a phrase between its `*`, folded. */
type Parts = readonly string[]
/** The phrases of `Words` as they are looked for: rules are read with every message and written once. */
const known = new WeakMap<Words, Record<'any' | 'all' | 'none', Parts[] | undefined>>()
const partsOf = (phrase: string): Parts =>
  fold(phrase)
    .split('*')
    .map((part) => part.trim())

function foldedOf(words: Words): Record<'any' | 'all' | 'none', Parts[] | undefined> {
  const before = known.get(words)
  if (before) return before
  const now = { any: words.any?.map(partsOf), all: words.all?.map(partsOf), none: words.none?.map(partsOf) }
  known.set(words, now)
  return now
}

/** Whether a phrase stands in folded messages. Each part must follow the one before, in one message. */
function stands(messages: readonly string[], parts: Parts): boolean {
  return messages.some((message) => {
    // Nearly always a word is not there at all, which is found out at once.
    if (!parts.every((part) => message.includes(part))) return false
    let at = 0
    for (const part of parts) {
      const found = placeOf(message, part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return true
  })
}

/** A small letter or a digit, by its code unit. */
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57)

/** Words of letters are found whole: `pin` is not in `shopping`. */
function placeOf(message: string, part: string, from: number): number {
  const [begins, ends] = [isLetter(part.charCodeAt(0)), isLetter(part.charCodeAt(part.length - 1))]
  for (let at = message.indexOf(part, from); at >= 0; at = message.indexOf(part, at + 1)) {
    if (!(begins && isLetter(message.charCodeAt(at - 1))) && !(ends && isLetter(message.charCodeAt(at + part.length)))) return at
  }
  return -1
}

const within = <T>(list: readonly T[] | undefined, value: T | undefined): boolean =>
  list === undefined || (value !== undefined && list.includes(value))

/** The phrase that made the words match; an empty one when only its absence counts; undefined when they do not match. */
function matched(words: Words, messages: readonly string[]): string | undefined {
  const { any, all = [], none = [] } = foldedOf(words)
  if (!all.every((parts) => stands(messages, parts)) || none.some((parts) => stands(messages, parts))) return undefined
  return any ? words.any?.[any.findIndex((parts) => stands(messages, parts))] : (words.all?.[0] ?? '')
}

/** Goes through the rules in their order. */
export function applyRules(rules: readonly Rule[], arrival: Arrival, language: Language): Ruled {
  const messages = fold(arrival.text).split('\n')
  const decided: Ruled = { tags: [], from: [] }
  for (const { name, enabled, match, effect } of rules) {
    if (!enabled || !within(match.channels, arrival.channel) || !within(match.entries, arrival.entry) || !within(match.languages, language))
      continue
    if (match.hours !== undefined && (match.hours === 'open') !== arrival.open) continue
    if (match.vip !== undefined && match.vip !== arrival.vip) continue
    const phrase = match.words ? matched(match.words, messages) : ''
    if (phrase === undefined) continue
    const note = (field: keyof Effect): number => decided.from.push({ rule: name, field, ...(phrase && { phrase }) })
    if (effect.priority !== undefined && decided.priority === undefined && note('priority')) decided.priority = effect.priority
    if (effect.queue !== undefined && decided.queue === undefined && note('queue')) decided.queue = effect.queue
    if (effect.skills !== undefined && decided.skills === undefined && note('skills')) decided.skills = effect.skills
    if (effect.bot !== undefined && decided.bot === undefined && note('bot')) decided.bot = effect.bot
    const fresh = (effect.tags ?? []).filter((tag) => !decided.tags.includes(tag))
    if (fresh.length > 0 && note('tags')) decided.tags = [...decided.tags, ...fresh]
  }
  return decided
}
