import type { InboundEvent } from '../../src/model/events.ts'
import { type Raw, text } from '../../src/contract/read.ts'

/** The fields of a push that are read here; all are text. */
export interface Push {
  FromUserName: string
  CreateTime: string
  MsgType: string
  MsgId: string
  Content: string
  bizmsgmenuid: string
  PicUrl: string
  MediaId: string
  Format: string
  Recognition: string
  Location_X: string
  Location_Y: string
  Label: string
  Title: string
  Description: string
  Url: string
  Event: string
  EventKey: string
  ScanCodeInfo: { ScanResult: string }
}

/** Without the blanks around its texts, which in an id would make a second customer. What a customer wrote stays as it is. */
export const tidy = (push: Raw<Push>): Raw<Push> =>
  Object.fromEntries(
    Object.entries(push).map(([name, value]) => [name, typeof value === 'string' && name !== 'Content' ? value.trim() : value]),
  )

/**
 * What permits a reply besides a message, by kind: doing the same again renews its permission and adds none. Unverified: the
 * page only says what each of them permits.
 */
export const [CLICKED, SUBSCRIBED, SCANNED] = ['click', 'subscribe', 'scan']

/** What all events that become of a push have in common. */
export type Place = Pick<InboundEvent, 'at' | 'thread'> & {
  dedupeKey: string
  surface: 'dm'
  sender: { externalId: string }
}

const MAX_KEY = 200

/**
 * Whose chat it is about, and what tells the push from all others: its MsgId, or who did what when (the platform's own
 * advice, and with it what was done: two things may happen in one second). An OpenID is of one account only.
 */
export function placeOf(push: Raw<Push>, now: number): Place | null {
  const externalId = text(push.FromUserName)
  if (!externalId) return null
  const created = text(push.CreateTime) ?? ''
  const key =
    text(push.MsgId) ?? [externalId, created, text(push.Event) ?? text(push.MsgType), text(push.EventKey)].filter(Boolean).join(':')
  return { dedupeKey: key.slice(0, MAX_KEY), at: timeOf(created, now), surface: 'dm', thread: { externalId }, sender: { externalId } }
}

const timeOf = (seconds: string, now: number): number => (/^\d{1,11}$/.test(seconds) && Number(seconds) > 0 ? Number(seconds) * 1000 : now)
