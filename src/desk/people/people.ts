import type { House } from '../agents/house.ts'
import type { Merges, Moved } from '../contacts/merges.ts'
import type { Conversations } from '../conversations/store.ts'
import { DeskError } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Threads } from '../timeline/threads.ts'
import { allow, merges as mayMerge } from '../web/rights.ts'
import type { Acting } from '../web/roles.ts'

/** One person behind several contacts. Merging keeps both histories and can be undone. */
export interface People {
  /** `from` becomes part of `into`. Throws `same-contact` and `merged-already`. */
  merge(agent: Acting, from: number, into: number): Promise<void>
  /** Undoes a merge: what came with it goes back, and what its identities began since. */
  split(agent: Acting, id: number, mergeId: number): Promise<void>
}

export function createPeople(
  { commit }: Pick<Kit, 'commit'>,
  rooms: { merges: Merges; threads: Threads; conversations: Conversations; house: House; log: LogRoom },
): People {
  const { merges, threads, conversations, house, log } = rooms

  const tell = (agent: Acting, id: number, action: string): void =>
    log.append({ type: 'contact.updated', actor: `agent:${agent.id}`, data: { contactId: String(id), action } })

  function move({ identities, threads: places }: Moved, contactId: number): void {
    for (const id of identities) merges.moveIdentity(id, contactId)
    for (const id of places) {
      threads.belong(id, contactId)
      conversations.follow(id, contactId)
    }
  }

  return {
    merge: (agent, from, into) =>
      commit(() => {
        allow(mayMerge(agent, house.rules()))
        if (from === into) throw new DeskError('same-contact', 422, 'Choose two different contacts.')
        for (const contact of [from, into]) merges.demandWhole(contact)
        const moved = { identities: merges.identities(from), threads: threads.of(from) }
        move(moved, into)
        merges.record(from, into, moved, agent.id)
        tell(agent, into, 'merged')
      }),
    split: (agent, id, mergeId) =>
      commit(() => {
        allow(mayMerge(agent, house.rules()))
        merges.demandWhole(id)
        const { from, identities, threads: places } = merges.undo(id, mergeId)
        const since = threads.begunBy(id, identities)
        move({ identities, threads: [...new Set([...places, ...since])] }, from)
        for (const contact of [id, from]) tell(agent, contact, 'split')
      }),
  }
}
