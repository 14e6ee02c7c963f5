import type { NoteTweetV2, ReferencedTweetV2, TweetV1, TweetV2 } from 'twitter-api-v2'
import type { InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, list, object, text } from '../../src/contract/read.ts'
import { mediaBy, mediumOf } from './media.ts'
import { peopleIn, peopleOf } from './people.ts'
import { type EventOf, type Includes, type Reading, id, partsOf, postThread, timeOf } from './reading.ts'
import { wordsOf } from './words.ts'

/** Longest name of a thread, in characters. */
const TITLE = 80

/** A post has the same key whichever way it comes. */
const postKey = (postId: string): string => `post:${postId}`

/** Looking a post up takes a moment. It may be refused, and then what the webhook told is all there is. */
const LOOK_UP_MS = 60_000
export const held = <E extends InboundEvent>(event: E): E => ({ ...event, holdMs: LOOK_UP_MS })

/**
 * A public post that mentions the account or answers it, or an answer by the account itself, in the shape of X's newer
 * interface. Each public conversation is one thread, named by its first post. What the account posts of its own accord, and
 * what is only passed on, is no conversation with anybody.
 */
export function readPost(value: unknown, told: Raw<Includes> | undefined, { own, settings, now }: Reading): InboundEvent[] {
  const post = object<TweetV2>(value)
  const [externalId, author] = [id(post?.id), id(post?.author_id)]
  if (settings['comments'] !== true || !post || !externalId || !author) return []
  const references = list(post.referenced_tweets).flatMap((item) => object<ReferencedTweetV2>(item) ?? [])
  if (references.some(({ type }) => type === 'retweeted')) return []
  const answered =
    id(references.find(({ type }) => type === 'replied_to')?.id) ?? id((post as Raw<{ in_reply_to_tweet_id: string }>).in_reply_to_tweet_id)
  const root = id(post.conversation_id) ?? answered ?? externalId
  const words = spokenIn(post)
  const title = titleOf(root, externalId, words, told)
  const thread = { ...postThread(root), ...(title !== undefined && { title }) }
  const said = {
    dedupeKey: postKey(externalId),
    at: timeOf(post.created_at, now),
    surface: 'comment' as const,
    externalId,
    content: partsOf(words, mediaBy(keysOf(post), told?.media)),
    sender: peopleOf(list(told?.users))(author),
    replyTo: answered,
  }
  if (author === own) return answered ? [given<EventOf<'echo'>>({ ...said, type: 'echo', thread })] : []
  return [given<EventOf<'message'>>({ ...said, type: 'message', thread: { ...thread, route: { replyTo: externalId } } })]
}

/**
 * Whether a webhook told a post without the name of its writer or without its files, as X's own sample of `post.reply.create`
 * is. The list of mentions has them, so that a post that stands there is looked up.
 */
export function isToldInPart(value: unknown, told: Raw<Includes> | undefined, own: string): boolean {
  const post = object<TweetV2>(value)
  const isListed = list(object<{ mentions: unknown }>(post?.entities)?.mentions).some((item) => object<{ id: string }>(item)?.id === own)
  if (!post || !isListed || post.author_id === own) return false
  const knows = (things: unknown, name: 'id' | 'media_key', wanted: unknown): boolean =>
    list(things).some((item) => object<{ id: string; media_key: string }>(item)?.[name] === wanted)
  return !knows(told?.users, 'id', post.author_id) || !keysOf(post).every((key) => knows(told?.media, 'media_key', key))
}

/** A long post has its whole text in a note. */
function spokenIn(post: Raw<TweetV2>): string {
  const note = object<NoteTweetV2>(post.note_tweet)
  const whole = text(note?.text) ? { words: note?.text, entities: note?.entities } : { words: post.text, entities: post.entities }
  return wordsOf(whole.words, whole.entities, keysOf(post).length > 0)
}

const keysOf = (post: Raw<TweetV2>): readonly unknown[] => list(object<{ media_keys: unknown }>(post.attachments)?.media_keys)

/** The beginning of the conversation's first post, where X told it. */
function titleOf(root: string, postId: string, words: string, told: Raw<Includes> | undefined): string | undefined {
  const first = list(told?.tweets)
    .map((item) => object<TweetV2>(item))
    .find((item) => item?.id === root)
  const title = Array.from(root === postId ? words : first ? spokenIn(first) : '')
  return title.length > TITLE ? `${title.slice(0, TITLE - 1).join('')}…` : text(title.join(''))
}

type Older = TweetV1 & { extended_tweet: TweetV1; timestamp_ms: string }

/**
 * Posts as the Account Activity API tells them. It names the post that is answered, and not the conversation: so answers are
 * looked up (`hasAnswers`), and belong to what they answer where that is refused.
 */
export const readOlderPosts = (posts: unknown, reading: Reading): InboundEvent[] =>
  list(posts).flatMap((item) => readOlderPost(item, reading))

function readOlderPost(value: unknown, { own, settings, now }: Reading): InboundEvent[] {
  const post = object<Older>(value)
  const [externalId, author] = [id(post?.id_str), authorOf(post)]
  if (settings['comments'] !== true || !post || !externalId || !author || author === own) return []
  const whole = object<Older>(post.extended_tweet) ?? post
  const answered = id(post.in_reply_to_status_id_str)
  const isForUs = mentions(whole, own) || (answered !== undefined && post.in_reply_to_user_id_str === own)
  if (post.retweeted_status !== undefined || !isForUs) return []
  const media = list(object<{ media: unknown }>(whole.extended_entities)?.media).map((item) => mediumOf(item))
  const said: EventOf<'message'> = {
    type: 'message',
    dedupeKey: postKey(externalId),
    at: timeOf(post.timestamp_ms ?? post.created_at, now),
    surface: 'comment',
    thread: { ...postThread(answered ?? externalId), route: { replyTo: externalId } },
    sender: peopleIn(() => post.user)(author),
    externalId,
    content: partsOf(wordsOf(whole.full_text ?? whole.text, whole.entities, media.length > 0), media),
  }
  return [answered ? held({ ...said, replyTo: answered }) : said]
}

const authorOf = (post: Raw<Older> | undefined): string | undefined => id(object<{ id_str: string }>(post?.user)?.id_str)
const mentions = ({ entities }: Raw<Older>, own: string): boolean =>
  list(object<{ user_mentions: unknown }>(entities)?.user_mentions).some((item) => object<{ id_str: string }>(item)?.id_str === own)

/** Whether there is an answer of somebody else among them. */
export const hasAnswers = (posts: unknown, own: string | undefined): boolean =>
  list(posts).some((item) => {
    const post = object<Older>(item)
    return id(post?.in_reply_to_status_id_str) !== undefined && authorOf(post) !== own
  })
