import type { InboundEvent, Json } from '../../src/model/events.ts'
import type { Ctx, PollHint, Verdict, Webhook } from '../../src/contract/adapter.ts'
import { equalText } from '../../src/contract/equal.ts'
import { type Raw, object, text } from '../../src/contract/read.ts'
import type { Credentials } from './credentials.ts'
import { hmac } from './hmac.ts'
import { type MessagePayload, readEncrypted, readMessages, readReads, readTyping, receiverOf } from './messages.ts'
import { hasAnswers, held, isToldInPart, readOlderPosts, readPost } from './posts.ts'
import { type Includes, type Reading, id } from './reading.ts'

/** The envelope of the X Activity API. */
interface Activity {
  event_uuid: string
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

type Reader = (payload: unknown, reading: Reading, activity?: Raw<Activity>) => InboundEvent[]

const message =
  (read: (payload: Raw<MessagePayload>, reading: Reading) => InboundEvent[]): Reader =>
  (payload, reading) =>
    read(object<MessagePayload>(payload) ?? {}, reading)
const post: Reader = (payload, reading, activity) => {
  const includes = object<Includes>(activity?.includes)
  const events = readPost(payload, includes, reading)
  return isToldInPart(payload, includes, reading.own) ? events.map(held) : events
}

/**
 * What the X Activity API tells, and who reads it. Left out: what is said in X Chat by ourselves (`chat.sent`, nobody can
 * read it) and about its groups (`chat.conversation.*`, `chat.update.*`), deleted posts (`post.delete`: only our own), quotes
 * and reposts, likes, follows, mutes, blocks, profiles, spaces, broadcasts, news.
 */
const READERS = new Map<string | undefined, Reader>([
  ['dm.received', message(readMessages)],
  ['dm.sent', message(readMessages)],
  ['dm.read', message(readReads)],
  ['dm.indicate_typing', message(readTyping)],
  ['chat.received', (payload, reading, activity) => readEncrypted(payload, activity?.event_uuid, reading)],
  ['post.create', post],
  ['post.mention.create', post],
  ['post.reply.create', post],
])

/** The same of the Account Activity API. Left out alike: `tweet_delete_events`, `favorite_events`, `follow_events` and the others. */
const OLDER_READERS: [keyof AccountActivity, Reader][] = [
  ['direct_message_events', message(readMessages)],
  ['direct_message_mark_read_events', message(readReads)],
  ['direct_message_indicate_typing_events', message(readTyping)],
  ['tweet_create_events', (payload, reading) => readOlderPosts(object<AccountActivity>(payload)?.tweet_create_events, reading)],
]

interface Envelope {
  /** Whose event it is. */
  own: string | undefined
  activity: Raw<Activity> | undefined
  older: Raw<AccountActivity>
}

function open(body: unknown): Envelope {
  const older = object<AccountActivity & { data: unknown }>(body) ?? {}
  const activity = object<Activity>(older.data)
  if (!activity) return { own: id(older.for_user_id), activity, older }
  // X's page of X Chat shows its events without a filter.
  return { own: id(object<{ user_id: string }>(activity.filter)?.user_id) ?? receiverOf(activity.payload), activity, older }
}

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
  const ring = ringOf(open(body), ctx.settings)
  return { is: 'accept', body, ...(ring && { ring }) }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(body: Uint8Array): object | undefined {
  try {
    return object(JSON.parse(utf8.decode(body)))
  } catch {
    return undefined
  }
}

/** What has to be asked of X, because the event does not say it: posts, or whether the account still lets us in. */
function ringOf({ own, activity, older }: Envelope, settings: { [key: string]: Json }): PollHint | undefined {
  const isRevoked = activity?.event_type === 'oauth.revoke' || object<{ revoke: unknown }>(older.user_event)?.revoke !== undefined
  if (isRevoked) return {}
  const isInPart =
    READERS.get(text(activity?.event_type)) === post && isToldInPart(activity?.payload, object(activity?.includes), own ?? '')
  return settings['comments'] === true && (isInPart || hasAnswers(older.tweet_create_events, own)) ? { posts: true } : undefined
}

export const parse: Webhook<Credentials>['parse'] = (body, { account, settings, now }) => {
  const { own, activity, older } = open(body)
  // One webhook may serve several accounts of an app; each has its channel.
  if (!own || (account && account.externalId !== own)) return []
  const reading: Reading = { own, settings, now: now() }
  if (activity) return READERS.get(text(activity.event_type))?.(activity.payload, reading, activity) ?? []
  return OLDER_READERS.filter(([key]) => older[key] !== undefined).flatMap(([, read]) => read(older, reading))
}
