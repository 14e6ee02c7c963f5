import type { InboundEvent, Json } from '../model/events.ts'

export interface Delivery {
  channelId: string
  events: InboundEvent[]
  cursor?: string
  /** The platform has news: it is to be asked, with this. */
  ring?: { [key: string]: Json }
  /** Whose news they are, by the account's id on the platform; absent: this channel's. */
  account?: string
}

/**
 * Where verified events wait when the desk cannot take them at once.
 * `offer` resolves to true when they are durably kept and will be delivered; false: nothing is kept, refuse the caller.
 */
export interface SurgeBuffer {
  offer(delivery: Delivery): Promise<boolean>
}
