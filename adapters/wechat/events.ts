import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { CLICKED, type Place, type Push, SCANNED, SUBSCRIBED } from './push.ts'

type Reader = (push: Raw<Push>, place: Place) => InboundEvent | undefined

const READERS: { [event: string]: Reader } = {
  subscribe: (push, place) => given<EventOf<'followed'>>({ ...place, type: 'followed', anchor: SUBSCRIBED, payload: carried(push) }),
  unsubscribe: (_push, place) => ({ ...place, type: 'left' }),
  // A QR code of the account, by somebody who follows already.
  scan: (push, place) => given<EventOf<'entered'>>({ ...place, type: 'entered', anchor: SCANNED, payload: carried(push) }),
  // An entry of the account's own menu.
  click: press,
  // Entries that scan any code: what was read is what the customer says with it.
  scancode_push: press,
  scancode_waitmsg: press,
}

/** The scene of the code that led here; after a payment `last_trade_no_` and its number. */
const carried = (push: Raw<Push>): string | undefined => text(text(push.EventKey)?.replace(/^qrscene_/, ''))

/**
 * Left out, as are those that are not known: nobody says anything with them.
 * `location` (sent on opening the chat, or every five seconds), `view`, `view_miniprogram` (a menu entry that leads away),
 * `pic_sysphoto`, `pic_photo_or_album`, `pic_weixin`, `location_select` (the pictures and the place come as messages),
 * `templatesendjobfinish`, `masssendjobfinish`, `subscribe_msg_popup_event`, `subscribe_msg_change_event`,
 * `subscribe_msg_sent_event` (about messages that the hub does not send), `kf_create_session`, `kf_close_session`,
 * `kf_switch_session` (the platform's own customer service; routing is ours).
 */
export function readEvent(push: Raw<Push>, place: Place): InboundEvent | undefined {
  // WeChat writes some in capitals.
  const event = text(push.Event)?.toLowerCase() ?? ''
  return Object.hasOwn(READERS, event) ? READERS[event]?.(push, place) : undefined
}

function press(push: Raw<Push>, place: Place): InboundEvent | undefined {
  const data = text(push.EventKey)
  const label = text(object<{ ScanResult: string }>(push.ScanCodeInfo)?.ScanResult)
  return data ? given<EventOf<'press'>>({ ...place, type: 'press', anchor: CLICKED, data, label }) : undefined
}
