import type { Reason } from '../../model/triage/triage.ts'

/** A reason as a sentence, in English: the console has its own words for the code and the values. */
export function reasonInWords({ rule, code, values }: Reason): string {
  const { words, category, phrase } = values
  if (code === 'urgent') return `It reads like something urgent (${String(category)}), because of: ${String(words)}.`
  if (code === 'person') return `It asks for a person, because of: ${String(words)}.`
  if (code === 'complaint') return `It is a complaint, because of: ${String(words)}.`
  const because = phrase === undefined ? '' : `, because of: ${String(phrase)}`
  const says: Record<string, string> = {
    priority: `makes it ${String(values['priority'])}`,
    queue: `sends it to ${String(values['name'] ?? values['queue'])}`,
    skills: `asks for ${String(values['skills'])}`,
    tags: `tags it ${String(values['tags'])}`,
    bot: values['bot'] === true ? 'lets a bot answer first' : 'keeps bots away',
  }
  return `The rule “${rule}” ${says[code] ?? code}${because}.`
}
