import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { CLICKED, type Place, type Push, SCANNED, SUBSCRIBED } from './push.ts'

type Reader = (push: Raw<Push>, place: Place) => InboundEvent[]

const SCENE = 'qrscene_'

const READERS: { [event: string]: Reader } = {
  // By a QR code, its scene is told: they came in through it, which permits nothing beside the following.
  subscribe: (push, place) => {
    const key = text(push.EventKey)
    const followed: InboundEvent = { ...place, type: 'followed', anchor: SUBSCRIBED }
    if (!key?.startsWith(SCENE) || key === SCENE) return [followed]
    const dedupeKey = `${place.dedupeKey.slice(0, 190)}:entered`
    return [followed, { ...place, type: 'entered', dedupeKey, lanes: [], payload: key.slice(SCENE.length) }]
  },
  unsubscribe: (_push, place) => [{ ...place, type: 'left' }],
  // A QR code of the account, by somebody who follows already.
  scan: (push, place) => [given<EventOf<'entered'>>({ ...place, type: 'entered', anchor: SCANNED, payload: text(push.EventKey) })],
  // An entry of the account's own menu.
  click: press,
  // Entries that scan any code: what was read is what the customer says with it.
  scancode_push: press,
  scancode_waitmsg: press,
}

/**
 * Left out, as are those that are not known: nobody says anything with them.
 * `location` (sent on opening the chat, or every five seconds), `view`, `view_miniprogram` (a menu entry that leads away),
 * `pic_sysphoto`, `pic_photo_or_album`, `pic_weixin`, `location_select` (the pictures and the place come as messages),
 * `templatesendjobfinish`, `masssendjobfinish`, `subscribe_msg_popup_event`, `subscribe_msg_change_event`,
 * `subscribe_msg_sent_event` (about messages that the hub does not send), `kf_create_session`, `kf_close_session`,
 * `kf_switch_session` (the platform's own customer service; routing is ours).
 */
export function readEvent(push: Raw<Push>, place: Place): InboundEvent[] {
  // WeChat writes some in capitals.
  const event = text(push.Event)?.toLowerCase() ?? ''
  return Object.hasOwn(READERS, event) ? (READERS[event]?.(push, place) ?? []) : []
}

function press(push: Raw<Push>, place: Place): InboundEvent[] {
  const data = text(push.EventKey)
  const label = text(object<{ ScanResult: string }>(push.ScanCodeInfo)?.ScanResult)
  return data ? [given<EventOf<'press'>>({ ...place, type: 'press', anchor: CLICKED, data, label })] : []
}
