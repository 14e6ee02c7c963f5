import type { EventOf, InboundEvent, Person } from '../../src/model/events.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { failureOf } from './faults.ts'

/** What stands in the `event` of an item, of every type. */
export interface Told {
  event_type: string
  external_userid: string
  servicer_userid: string
  scene: string
  scene_param: string
  wechat_channels: unknown
  welcome_code: string
  fail_msgid: string
  fail_type: number
  recall_msgid: string
}

type Base = Pick<InboundEvent, 'dedupeKey' | 'at' | 'surface' | 'thread'> & { raw: string }
type Reader = (told: Raw<Told>, base: Base, customer: Person) => InboundEvent | null

/** Every event of the platform and who reads it; those without a reader say nothing to a desk, for the reason beside them. */
const READERS = new Map<string, Reader>(
  Object.entries({
    enter_session: readEntered,
    msg_send_fail: readFailed,
    user_recall_msg: (told, base, customer) => readRecalled(told, base, customer),
    servicer_recall_msg: (told, base) => readRecalled(told, base, servicerIn(told)),
    // Who of the company works in WeCom just now is none of this desk's business.
    servicer_status_change: () => null,
    // What a colleague in WeCom did with the session. Nobody spoke; what it means for our sends, send_msg says when it matters
    // (see sessions.ts), and the code for a last word belongs to whoever ended it there.
    session_status_change: () => null,
    // A colleague in WeCom refuses the customer's messages. It is not the customer who wants none.
    reject_customer_msg_switch_change: () => null,
  } satisfies { [eventType: string]: Reader }),
)

/** An event that is told of a conversation; null for what is left out on purpose, and for types that are new. */
export function readTold(told: Raw<Told> | undefined, base: Base, customer: Person): InboundEvent | null {
  const type = text(told?.event_type)
  return (told && type !== undefined && READERS.get(type)?.(told, base, customer)) || null
}

/** With a `welcome_code` one word may be said, see the windows in the manifest. */
function readEntered(told: Raw<Told>, base: Base, sender: Person): InboundEvent {
  const anchor = text(told.welcome_code)
  return given<EventOf<'entered'>>({ ...base, type: 'entered', sender, payload: wayOf(told), anchor })
}

/** What led here, as exactly as is known: what was appended to a link, which link it is, or whose Channels page it stands on. */
function wayOf({ scene, scene_param, wechat_channels }: Raw<Told>): string | undefined {
  const channels = object<{ nickname: string; shop_nickname: string }>(wechat_channels)
  return text(scene_param) ?? text(scene) ?? text(channels?.nickname) ?? text(channels?.shop_nickname)
}

/** Sending was accepted, and failed after all. */
function readFailed(told: Raw<Told>, base: Base): InboundEvent | null {
  const failed = text(told.fail_msgid)
  return failed
    ? { ...base, type: 'receipt', sender: null, state: 'failed', of: { externalIds: [failed] }, error: failureOf(told.fail_type) }
    : null
}

function readRecalled(told: Raw<Told>, base: Base, sender: Person | null): InboundEvent | null {
  const recalled = text(told.recall_msgid)
  return recalled ? { ...base, type: 'recalled', sender, externalIds: [recalled] } : null
}

function servicerIn(told: Raw<Told>): Person | null {
  const servicer = text(told.servicer_userid)
  return servicer ? { externalId: servicer, name: servicer } : null
}
