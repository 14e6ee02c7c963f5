import { z } from 'zod'
import type { Rule } from '../../entities/agent/triage.ts'
import { phrase, ruleSettings } from '../../../../src/desk/web/forms.ts'

/** The lines of a text field that say something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const lines = (one: z.ZodType, most: number) => z.string().refine((text) => z.array(one).max(most).safeParse(linesOf(text)).success)

const { match, effect } = ruleSettings.shape
const phrases = lines(phrase, 40)

/** A rule as it stands in the form: what is left open has a value of its own there. */
export const ruleFields = z.object({
  name: ruleSettings.shape.name,
  any: phrases,
  all: phrases,
  no: phrases,
  channels: z.array(z.string()),
  languages: z.array(z.enum(['zh', 'en', 'other'])),
  entries: lines(z.string().max(500), 50),
  hours: z.enum(['any', 'open', 'closed']),
  vip: z.enum(['any', 'yes', 'no']),
  priority: z.enum(['any', 'low', 'normal', 'high', 'urgent']),
  queue: z.string(),
  skills: z.array(z.object({ skill: z.string(), level: z.int() })).max(10),
  tags: lines(z.string().max(40), 20),
  bot: z.enum(['any', 'yes', 'no']),
})
export type RuleFields = z.infer<typeof ruleFields>

const choiceOf = (value: boolean | undefined): 'any' | 'yes' | 'no' => (value === undefined ? 'any' : value ? 'yes' : 'no')

export const fieldsOf = ({ name, match: when, effect: then }: Rule): RuleFields => ({
  name,
  any: (when.words?.any ?? []).join('\n'),
  all: (when.words?.all ?? []).join('\n'),
  no: (when.words?.none ?? []).join('\n'),
  channels: when.channels ?? [],
  languages: when.languages ?? [],
  entries: (when.entries ?? []).join('\n'),
  hours: when.hours ?? 'any',
  vip: choiceOf(when.vip),
  priority: then.priority ?? 'any',
  queue: then.queue ?? 'any',
  skills: then.skills ?? [],
  tags: (then.tags ?? []).join('\n'),
  bot: choiceOf(then.bot),
})

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined)

/** Without what is left open: an empty list of words would fit nothing. */
const told = <T extends object>(of: T): Partial<T> =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined && value !== 'any')) as Partial<T>

export function ruleOf({ name, any, all, no, channels, languages, entries, hours, vip, priority, queue, skills, tags, bot }: RuleFields) {
  const words = told({ any: some(linesOf(any)), all: some(linesOf(all)), none: some(linesOf(no)) })
  const when = {
    words: Object.keys(words).length > 0 ? words : undefined,
    channels: some(channels),
    languages: some(languages),
    entries: some(linesOf(entries)),
    hours,
    vip: vip === 'any' ? undefined : vip === 'yes',
  }
  const then = { priority, queue, skills: some(skills), tags: some(linesOf(tags)), bot: bot === 'any' ? undefined : bot === 'yes' }
  return { name, match: match.parse(told(when)), effect: effect.parse(told(then)) }
}
