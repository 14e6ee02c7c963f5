import type { Reason } from '../../model/triage/triage.ts'

/** A reason as a sentence, in English: the console has its own words for the code and the values. */
export function reasonInWords({ rule, code, values }: Reason): string {
  const { words, category, phrase } = values
  if (code === 'urgent') return `It reads like something urgent (${String(category)}), because of: ${String(words)}.`
  if (code === 'person') return `It asks for a person, because of: ${String(words)}.`
  if (code === 'complaint') return `It is a complaint, because of: ${String(words)}.`
  return `The rule “${rule}” decides its ${code}${phrase === undefined ? '' : `, because of: ${String(phrase)}`}.`
}
