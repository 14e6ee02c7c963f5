import type { PublicPart } from '../../../src/desk/web/visitor-wire.ts'
import type { Wire } from '../../../adapters/web/schema.ts'
import { type Outbox, type Unsent as Kept, createOutbox } from '../../../browser/outbox.ts'
import type { Storage } from '../../../browser/storage.ts'
import { Refused } from './api.ts'

interface Spoken {
  said: Extract<Wire, { key?: string | undefined }>
  /** How it looks until the hub's own copy comes back. */
  parts: PublicPart[]
}

/** Something the visitor said that the hub's own copy has not come back for yet. */
export type Unsent = Kept<Spoken>

/** The hub knows keys for 90 days; what is older might be said twice. */
const MAX_AGE = 60 * 86_400_000
/** Refused for good: asking again gives the same answer. */
const hopeless = ({ status }: Refused): boolean => status < 500 && ![401, 404, 408, 425, 429].includes(status)

/** What the visitor of this browser said, until the hub has it and shows it. */
export function createVisitorOutbox(storage: Storage, say: (said: Spoken['said']) => Promise<void>, changed: () => void): Outbox<Spoken> {
  const outbox = createOutbox<Spoken>({
    storage,
    prefix: 'out:',
    maxAge: MAX_AGE,
    changed,
    refusal: (error) => (error instanceof Refused && hopeless(error) ? String(error.status) : null),
    async send({ key, said }) {
      await say(said)
      // A press comes back without its key.
      if (said.type === 'press') outbox.settle(key)
    },
  })
  return outbox
}
