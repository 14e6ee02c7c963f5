import { api, body } from '../../api/client.ts'
import type { Conversation } from '../../api/types.ts'

/** A conversation that is kept for this agent for some seconds. */
export interface Offered {
  id: string
  conversation: Conversation
  /** By the page's own count (`performance.now()`), which no wrong clock and no change of it disturbs. */
  endsAt: number
}

const offer = api.offers[':id']

/** What is offered to this agent. */
export const offers = {
  /** Oldest first. */
  async list(): Promise<Offered[]> {
    const { items, now } = await body(api.offers.$get())
    const here = performance.now()
    return items.map(({ expiresAt, ...one }) => ({ ...one, endsAt: here + Date.parse(expiresAt) - Date.parse(now) }))
  },
  accept: (id: string): Promise<Conversation> => body(offer.accept.$post({ param: { id } })),
  decline: async (id: string): Promise<void> => void (await offer.decline.$post({ param: { id } })),
}
