import type { InboundEvent, Json } from '../../src/model/events.ts'
import type { Account } from '../../src/contract/adapter.ts'
import { type Raw, list, number, object, text } from '../../src/contract/read.ts'
import { contentOf } from './content.ts'
import { type Place, placeOf } from './place.ts'
import { type MessagePayload, type PuppetLike, TYPE } from './puppet.ts'
import type { Unnamed } from './unnamed.ts'

/** What reading one message takes besides it. */
export interface Reading {
  puppet: PuppetLike
  account: Account
  settings: { [key: string]: Json }
  now: number
  /** What was said before this (ms) is none of our business. */
  since: number
  /** Groups whose messages were read; a group is added here. */
  heard: Set<string>
  unnamed: Unnamed
}

type Message = Raw<MessagePayload>

/**
 * A message is one event or none. None: what we sent ourselves and know; what was said before the channel was there; groups, or
 * messages in groups, that are not listened to; broadcasts of official accounts; WeChat's own notes to the phone.
 */
export async function readMessage(id: string, value: unknown, reading: Reading): Promise<InboundEvent | null> {
  const message = object<MessagePayload>(value)
  const talker = text(message?.talkerId) ?? text(message?.fromId)
  if (!message || !talker) return null
  const own = talker === reading.account.externalId
  const peer = text(message.roomId) ?? (own ? (text(message.listenerId) ?? text(message.toId)) : talker)
  if (!peer) return null
  if (own && reading.unnamed.cameBack(peer, message.type === TYPE.text ? (text(message.text) ?? '') : null, id)) return null

  const at = timeOf(message.timestamp, reading.now)
  if (at < reading.since || !listensTo(message, own, reading)) return null
  // WeChat tells the phone what it does in other programs; nobody said that.
  if (own && (number(message.type) ?? TYPE.unknown) === TYPE.unknown) return null
  const place = await placeOf({ peer, talker, own, inRoom: text(message.roomId) !== undefined }, reading)
  if (!place) return null
  if (place.surface === 'group') reading.heard.add(peer)
  return eventOf(id, message, { at, own, place }, reading)
}

async function eventOf(
  id: string,
  payload: Message,
  { at, own, place }: { at: number; own: boolean; place: Place },
  { puppet }: Reading,
): Promise<InboundEvent | null> {
  const base = { at, ...place, raw: JSON.stringify(payload) }
  if (payload.type === TYPE.recalled) {
    const externalIds = recalledIn(text(payload.text) ?? '')
    const [first] = externalIds
    return first ? { ...base, type: 'recalled', dedupeKey: `recalled:${first}`, externalIds } : null
  }
  const said = { ...base, dedupeKey: id.slice(0, 200), externalId: id, content: await contentOf({ id, payload, puppet }) }
  return own ? { ...said, type: 'echo' } : { ...said, type: 'message' }
}

/** Seconds or milliseconds, as the puppet likes it; where it gives no time, ours. */
function timeOf(timestamp: unknown, now: number): number {
  const time = number(timestamp) ?? 0
  if (time <= 0 || time > 1e14) return now
  return Math.round(time < 1e12 ? time * 1000 : time)
}

/** In groups: all, or what mentions the account, and what it says itself where it was mentioned. A recall is listened to as well. */
function listensTo(message: Message, own: boolean, { account, settings, heard }: Reading): boolean {
  const room = text(message.roomId)
  if (!room) return true
  if (settings['groups'] !== true) return false
  if (settings['groupsAll'] === true || message.type === TYPE.recalled) return true
  if (own) return heard.has(room)
  const mentioned = list(message.mentionIdList)
  // Not every puppet says who was mentioned.
  return mentioned.length > 0 ? mentioned.includes(account.externalId) : (text(message.text)?.includes(`@${account.name}`) ?? false)
}

/** The text is the id of the message, or WeChat's XML with one id by each way of counting. */
function recalledIn(words: string): string[] {
  const inXml = [...words.matchAll(/(?:<|&lt;)(?:new)?msgid(?:>|&gt;)(\d+)/gi)].flatMap(([, id]) => id ?? [])
  if (inXml.length > 0) return [...new Set(inXml)]
  return /^\S{1,180}$/.test(words) && !words.startsWith('<') ? [words] : []
}
