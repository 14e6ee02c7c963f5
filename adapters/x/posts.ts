import type { NoteTweetV2, ReferencedTweetV2, TweetEntitiesV2, TweetV2 } from 'twitter-api-v2'
import type { InboundEvent } from '../../src/model/events.ts'
import { type Raw, given, list, object, text } from '../read.ts'
import { id } from './ids.ts'
import { mediaBy } from './media.ts'
import { type People, peopleOf } from './people.ts'
import { type EventOf, type Reading, partsOf, postThread, timeOf } from './reading.ts'
import { wordsOf } from './words.ts'

/** What X tells beside a post: people, media, other posts. */
export interface Includes {
  users: unknown
  media: unknown
  tweets: unknown
}

/** Longest name of a thread, in characters. */
const TITLE = 80

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
  const said = {
    dedupeKey: postKey(externalId),
    at: timeOf(post.created_at, now),
    surface: 'comment' as const,
    externalId,
    content: partsOf(words, mediaBy(keysOf(post), told?.media)),
    replyTo: answered,
  }
  const people: People = peopleOf(list(told?.users))
  const title = titleOf(root, externalId, words, told)
  const thread = { ...postThread(root), ...(title !== undefined && { title }) }
  if (author === own) return answered ? [given<EventOf<'echo'>>({ ...said, type: 'echo', thread, sender: people(author) })] : []
  return [
    given<EventOf<'message'>>({ ...said, type: 'message', thread: { ...thread, route: { replyTo: externalId } }, sender: people(author) }),
  ]
}

export const postKey = (postId: string): string => `post:${postId}`

/** A long post has its whole text in a note. */
function spokenIn(post: Raw<TweetV2>): string {
  const note = object<NoteTweetV2>(post.note_tweet)
  const whole = text(note?.text) ? { words: note?.text, entities: note?.entities } : { words: post.text, entities: post.entities }
  return wordsOf(whole.words, object<TweetEntitiesV2>(whole.entities)?.urls, keysOf(post).length > 0)
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
