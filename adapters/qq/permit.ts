import { AdapterFault, type Outgoing } from '../../src/contract/adapter.ts'
import type { Target } from './place.ts'

/** What a message says about why it may be sent. */
export type Permit =
  | { msg_id: string; msg_seq: number }
  | { event_id: string; msg_seq: number }
  | { is_wakeup: true }
  | Record<string, never>

/** Anchors that name an event and no message (`place.ts`). */
const EVENT = 'event:'

/** An answer names what it answers and counts; a word after a silence says so; what nobody asked for says nothing. */
export function permitOf(grant: Outgoing['grant'], { scene }: Pick<Target, 'scene'>): Permit {
  if (grant?.lane === 'passive' || grant?.lane === 'service') {
    const { anchor, seq } = grant
    return anchor.startsWith(EVENT) ? { event_id: anchor.slice(EVENT.length), msg_seq: seq } : { msg_id: anchor, msg_seq: seq }
  }
  if (grant?.lane !== 'wakeup') return {}
  if (scene !== 'users') throw new AdapterFault('window', 'Only users of QQ can be written to after a silence.', { certain: true })
  return { is_wakeup: true }
}
