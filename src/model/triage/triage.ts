import { featuresOf } from './features.ts'
import { languageOf, type Language } from './language.ts'
import type { Priority } from '../states.ts'
import { personWordsIn } from './person.ts'
import { type Arrival, applyRules, type Effect, type Rule, type Ruled, type Skill } from './rules.ts'
import { type Category, counted, scoreOf } from './scorer.ts'

/** Why triage says so: the rule's name, `scorer` or `words`, a code that catalogues turn into a sentence, and what stands in it. */
export interface Reason {
  rule: string
  code: 'priority' | 'queue' | 'skills' | 'tags' | 'bot' | 'urgent' | 'person' | 'complaint'
  values: Record<string, string | number | boolean>
}

/** What is known of a conversation when it comes in. */
export interface Triage {
  language: Language
  urgent: boolean
  /** Absent when not urgent. */
  category?: Category
  priority: Priority
  wantsPerson: boolean
  complaint: boolean
  /** Of the learned scorer; 0 is its threshold. */
  score: number
  queue?: string
  skills: readonly Skill[]
  tags: readonly string[]
  /** Absent when no rule says; never true for self-harm and violence, nor where a person is asked for, which need no rule. */
  bot?: boolean
  reasons: readonly Reason[]
}

const COMPLAINT =
  /投诉|差评|垃圾|太差|恶心|黑心|坑人|什么态度|态度差|不满意|没人管|敷衍|忽悠|消协|12315|complain|terrible|awful|worst|disgust|unacceptable|ridiculous|useless|rubbish|appalling|disappointed|pathetic|a joke|rip ?off/
const NO_BOT: ReadonlySet<Category> = new Set(['self-harm', 'violence'])

/** What a rule decided of a field, for a sentence about it. */
function decidedIn({ priority = 'normal', queue = '', skills = [], tags, bot = false }: Ruled, field: keyof Effect): Reason['values'] {
  const all = { priority, queue, skills: skills.map(({ skill, level }) => `${skill} ${level}`).join(', '), tags: tags.join(', '), bot }
  return { [field]: all[field] }
}

/** Rules first, as admins ordered them; the scorer can raise what they say to urgent, never lower it. */
export function triage(arrival: Arrival, rules: readonly Rule[]): Triage {
  const features = featuresOf(arrival.text)
  const language = languageOf(arrival.text, features.tokens)
  const { word, rest } = personWordsIn(arrival.text)
  // Whoever says nothing but that they want a person has not said that it is urgent.
  const { urgent: found, score, category, wantsPerson: read } = scoreOf(word === undefined ? features : featuresOf(rest))
  const wantsPerson = read || word !== undefined
  const ruled = applyRules(rules, arrival, language)
  const complaint = COMPLAINT.test(features.folded)
  const urgent = found || ruled.priority === 'urgent'
  const never = category !== undefined && NO_BOT.has(category)
  // No rule stands between a bot and somebody who wants a person.
  const bot = never || wantsPerson ? false : ruled.bot
  const reasons: Reason[] = ruled.from.map(({ rule, field, phrase }) => ({
    rule,
    code: field,
    values: { ...(phrase !== undefined && { phrase }), ...decidedIn(ruled, field) },
  }))
  const pieces = (set: 'urgent' | 'person'): string =>
    counted(set, arrival.text)
      .map(({ piece }) => piece)
      .join(' · ')
  if (found) reasons.push({ rule: 'scorer', code: 'urgent', values: { category: category ?? '', words: pieces('urgent') } })
  if (word !== undefined) reasons.push({ rule: 'words', code: 'person', values: { words: word } })
  else if (read) reasons.push({ rule: 'scorer', code: 'person', values: { words: pieces('person') } })
  if (complaint) reasons.push({ rule: 'scorer', code: 'complaint', values: { words: COMPLAINT.exec(features.folded)?.[0] ?? '' } })
  return {
    language,
    urgent,
    ...(category !== undefined && { category }),
    priority: urgent ? 'urgent' : (ruled.priority ?? 'normal'),
    wantsPerson,
    complaint,
    score,
    ...(ruled.queue !== undefined && { queue: ruled.queue }),
    skills: ruled.skills ?? [],
    tags: ruled.tags,
    ...(bot !== undefined && { bot }),
    reasons,
  }
}
