import type { InboundEvent } from '../../src/model/events.ts'
import type { Ctx, Verdict, Webhook } from '../adapter.ts'
import { equalText } from '../equal.ts'
import { type Raw, object, text } from '../read.ts'
import type { Credentials } from './credentials.ts'
import { readEncrypted } from './encrypted.ts'
import { hmac } from './hmac.ts'
import { id } from './ids.ts'
import { type MessagePayload, readMessages, readReads, readTyping } from './messages.ts'
import { hasAnswers, readOlderPosts } from './older-posts.ts'
import { type Includes, readPost } from './posts.ts'
import type { Reading } from './reading.ts'

/** The envelope of the X Activity API. */
interface Activity {
  event_type: string
  filter: unknown
  payload: unknown
  includes: unknown
}

/** The envelope of the Account Activity API, which the X Activity API succeeds. */
interface AccountActivity extends MessagePayload {
  for_user_id: string
  tweet_create_events: unknown
  user_event: unknown
}

type Reader = (payload: unknown, reading: Reading, includes: Raw<Includes> | undefined) => InboundEvent[]

const message =
  (read: (payload: Raw<MessagePayload>, reading: Reading) => InboundEvent[]): Reader =>
  (payload, reading) =>
    read(object<MessagePayload>(payload) ?? {}, reading)
const post: Reader = (payload, reading, includes) => readPost(payload, includes, reading)

/**
 * What the X Activity API tells, and who reads it. Left out: what is said in X Chat by ourselves (`chat.sent`, nobody can
 * read it) and about its groups (`chat.conversation.*`, `chat.update.*`), deleted posts (`post.delete`: only our own), quotes
 * and reposts, likes, follows, mutes, blocks, profiles, spaces, broadcasts, news. `oauth.revoke` is found by the next probe.
 */
const READERS: { [type: string]: Reader } = {
  'dm.received': message(readMessages),
  'dm.sent': message(readMessages),
  'dm.read': message(readReads),
  'dm.indicate_typing': message(readTyping),
  'chat.received': readEncrypted,
  'post.mention.create': post,
  'post.reply.create': post,
  'post.create': post,
}

/** The same of the Account Activity API. Left out alike: `tweet_delete_events`, `favorite_events`, `follow_events` and the others. */
const OLDER_READERS: { [K in keyof AccountActivity]?: Reader } = {
  direct_message_events: message(readMessages),
  direct_message_mark_read_events: message(readReads),
  direct_message_indicate_typing_events: message(readTyping),
  tweet_create_events: (payload, reading) => readOlderPosts(object<AccountActivity>(payload)?.tweet_create_events, reading),
}
const olderReaders = Object.entries(OLDER_READERS) as [keyof AccountActivity, Reader][]

/**
 * Anybody may ask for a response to a challenge, which is made with the very key that signs webhooks: one that could be a
 * body would have its signature written out for whoever asks. No JSON object can be made of these letters.
 */
const CHALLENGE = /^[\w.~:+/=-]{1,256}$/

/** X's signature covers the bytes of the body and no time: what is sent again is known by the keys of its events. */
export async function verify(request: Parameters<Webhook['verify']>[0], ctx: Ctx<Credentials>): Promise<Verdict> {
  const secret = ctx.credentials.apiSecret
  if (request.method === 'GET') {
    const challenge = new URL(request.url).searchParams.get('crc_token')
    if (challenge === null || !CHALLENGE.test(challenge)) return { is: 'reject', status: 400 }
    return { is: 'challenge', response: Response.json({ response_token: `sha256=${await hmac('SHA-256', secret, challenge)}` }) }
  }
  const signature = request.headers.get('x-twitter-webhooks-signature')
  if (!signature) return { is: 'reject', status: 401 }
  if (!equalText(signature, `sha256=${await hmac('SHA-256', secret, request.body)}`)) return { is: 'reject', status: 403 }
  const body = decode(request.body)
  if (!body) return { is: 'reject', status: 400 }
  if (isRevoked(body)) ctx.log('x.revoked')
  const older = object<AccountActivity>(body)
  const isAnswered = ctx.settings['comments'] === true && hasAnswers(older?.tweet_create_events, id(older?.for_user_id))
  return { is: 'accept', body, ...(isAnswered && { wake: { posts: true } }) }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(body: Uint8Array): object | undefined {
  try {
    return object(JSON.parse(utf8.decode(body)))
  } catch {
    return undefined
  }
}

/** The account took its permission back. The next probe turns the light red; a line in the log says when. */
const isRevoked = (body: object): boolean =>
  object<{ revoke: unknown }>(object<AccountActivity>(body)?.user_event)?.revoke !== undefined ||
  object<Activity>(object<{ data: unknown }>(body)?.data)?.event_type === 'oauth.revoke'

export const parse: Webhook<Credentials>['parse'] = (body, { account, settings, now }) => {
  const whole = object<AccountActivity & { data: unknown }>(body)
  const activity = object<Activity>(whole?.data)
  const own = id(activity ? object<{ user_id: string }>(activity.filter)?.user_id : whole?.for_user_id)
  // One webhook may serve several accounts of an app; each has its channel.
  if (!whole || !own || (account && account.externalId !== own)) return []
  const reading: Reading = { own, settings, now: now() }
  if (activity) {
    const type = text(activity.event_type) ?? ''
    return Object.hasOwn(READERS, type) ? (READERS[type]?.(activity.payload, reading, object<Includes>(activity.includes)) ?? []) : []
  }
  return olderReaders.filter(([key]) => whole[key] !== undefined).flatMap(([, read]) => read(whole, reading, undefined))
}
