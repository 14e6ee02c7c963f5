import type { Ctx, Outcome } from '../contract/adapter.ts'
import type { Delivery } from './buffer.ts'

/** What the front needs of a channel to judge a request without waking the desk. */
export type HookTarget = Pick<Ctx, 'channelId' | 'credentials' | 'hookSecret' | 'formerHookSecrets' | 'account' | 'settings'> & {
  kind: string
}

/** The desk, as the front sees it: in this process, or an object elsewhere. */
export interface Door {
  /** Null: unknown, paused or not set up yet. */
  target(channelId: string): Promise<HookTarget | null>
  /** Null: the channel is gone or switched off. Rejects when the desk cannot take it. */
  receive(delivery: Delivery): Promise<Outcome | null>
  /** The platform has asked whether we are there, and was answered. Rejects when the desk cannot take it. */
  heard(channelId: string): Promise<void>
  /** For what was acknowledged and `receive` does not take: taken in after all, or kept where an admin finds it. Rejects when it is neither. */
  setAside(delivery: Delivery): Promise<void>
}
