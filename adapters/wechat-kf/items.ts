import type { EventOf, InboundEvent, Person, ThreadRef } from '../../src/model/events.ts'
import { type Raw, given, number, object, text } from '../../src/contract/read.ts'
import { contentOf } from './content.ts'
import { type Told, readTold } from './told.ts'

/** One entry of sync_msg's `msg_list`. */
interface Item {
  msgid: string
  external_userid: string
  servicer_userid: string
  send_time: number
  origin: number
  msgtype: string
  event: unknown
  [said: string]: unknown
}

/** What reading an item takes besides it. */
interface Reading {
  now: number
  /** What is known of a customer. */
  customer: (externalUserId: string) => Person
  /** Of `keysOf`. */
  keys?: ReadonlyMap<string, string>
}

/** Who an item comes from. 4, the system, tells of events. */
const CUSTOMER = 3

/** Keys of the desk are no longer than this, and what it calls a message by no longer than that. */
const MAX_KEY = 200
const MAX_ID = 1000

/** Keys for the ids that are too long for one, by the id: WeCom does not say how long they may be. */
export async function keysOf(items: readonly unknown[]): Promise<Map<string, string>> {
  const long = items.flatMap((item) => text(object<Item>(item)?.msgid) ?? []).filter((id) => id.length > MAX_KEY)
  return new Map(await Promise.all(long.map(async (id): Promise<[string, string]> => [id, `sha256:${await sha256(id)}`])))
}

async function sha256(words: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What an item becomes; null for what `readTold` leaves out on purpose, and for what names no message or no customer. */
export function readItem(value: unknown, reading: Reading): InboundEvent | null {
  const item = object<Item>(value)
  const msgid = text(item?.msgid)
  const dedupeKey = msgid && (reading.keys?.get(msgid) ?? msgid)
  if (!item || !msgid || !dedupeKey || dedupeKey.length > MAX_KEY) return null
  const at = timeOf(item.send_time, reading.now)
  const raw = JSON.stringify(item)
  const customer = customerIn(item)
  if (!customer) return null
  const base = { dedupeKey, at, surface: 'dm' as const, thread: { externalId: customer }, raw }
  if (item.msgtype === 'event') return readTold(object<Told>(item.event), base, reading.customer(customer))
  return readSaid(item, base, reading.customer(customer), msgid.length > MAX_ID ? dedupeKey : msgid)
}

type Base = Pick<InboundEvent, 'dedupeKey' | 'at' | 'surface' | 'thread'> & { raw: string }

function readSaid(item: Raw<Item>, base: Base, customer: Person, externalId: string): InboundEvent {
  const msgtype = text(item.msgtype) ?? 'unknown'
  const content = contentOf(msgtype, item[msgtype])
  if (item.origin === CUSTOMER) {
    const said = object<{ content: string; menu_id: string }>(item.text)
    const pressed = msgtype === 'text' ? text(said?.menu_id) : undefined
    // A click on an item of a menu comes as the text that stands on it.
    if (pressed) return given<EventOf<'press'>>({ ...base, type: 'press', sender: customer, data: pressed, label: text(said?.content) })
    return { ...base, type: 'message', sender: customer, externalId, content }
  }
  // Whoever else speaks speaks for us: a colleague in WeCom. What we sent ourselves does not come back.
  const servicer = text(item.servicer_userid)
  // The first word may be ours: then this name is all that is known of the customer.
  const thread = given<ThreadRef>({ ...base.thread, title: customer.name })
  const sender = servicer ? { externalId: servicer, name: servicer } : null
  return { ...base, thread, type: 'echo', sender, externalId, content }
}

/** Whose conversation an item belongs to: of an event that stands within. */
export function customerIn(value: unknown): string | undefined {
  const item = object<Item>(value)
  return text(item?.external_userid) ?? text(object<Told>(item?.event)?.external_userid)
}

/** Seconds as milliseconds; where the platform gives no time that makes sense, ours. */
function timeOf(seconds: unknown, now: number): number {
  const time = number(seconds) ?? 0
  return time > 0 && time < 1e11 ? Math.round(time * 1000) : now
}
