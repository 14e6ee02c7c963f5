import type { PersonView } from '../reading/person.ts'
import type { Obstacle } from './why.ts'

const WORDS: Record<Obstacle, string> = {
  away: 'away',
  busy: 'busy',
  'other-queue': 'not in this queue',
  declined: 'declined it',
  held: 'passed over, as it is kept for the agent before',
  skill: 'without the skill it asks for',
  full: 'full',
  reserved: 'full but for urgent ones',
}

const BEGINNING = {
  taker: 'It waits to be taken',
  agent: 'It waits for an agent',
  chosen: 'It was given to the best of those who were free',
  nobody: 'Nobody who was free could be given it',
  nothing: 'It does not wait',
}

/** A sentence for logs and other programs; the console says it in the reader's language. */
export function reasonsInWords(what: keyof typeof BEGINNING, counts: Partial<Record<Obstacle, number>>): string {
  const parts = Object.entries(counts).map(([reason, n]) => `${n} ${WORDS[reason as Obstacle]}`)
  return `${BEGINNING[what]}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`
}

/** How the customer got to a person, as a sentence. */
export function personInWords({ steps, seconds }: PersonView): string {
  const asked = `The customer asked for a person in ${steps === 1 ? 'one step' : `${steps} steps`}`
  return seconds === null ? `${asked}; nobody has answered yet.` : `${asked}, who answered after ${seconds} s.`
}
