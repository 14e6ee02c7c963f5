import type { TweetV1 } from 'twitter-api-v2'
import type { InboundEvent } from '../../src/model/events.ts'
import { type Raw, list, object, text } from '../read.ts'
import { id } from './ids.ts'
import { mediumOf } from './media.ts'
import { peopleIn } from './people.ts'
import { type Reading, partsOf, postThread, timeOf } from './reading.ts'
import { postKey } from './posts.ts'
import { wordsOf } from './words.ts'

type Long = TweetV1 & { extended_tweet: TweetV1; timestamp_ms: string }

/**
 * Posts as the Account Activity API tells them. It names the post that is answered, and not the conversation: so only what
 * begins one is read here, and answers are looked up (`hintOf`).
 */
export const readOlderPosts = (posts: unknown, reading: Reading): InboundEvent[] =>
  list(posts).flatMap((item) => readOlderPost(item, reading))

function readOlderPost(value: unknown, { own, settings, now }: Reading): InboundEvent[] {
  const post = object<Long>(value)
  const [externalId, author] = [id(post?.id_str), authorOf(post)]
  if (settings['comments'] !== true || !post || !externalId || !author || author === own) return []
  if (post.retweeted_status !== undefined || isAnswer(post) || !mentions(post, own)) return []
  const whole = object<Long>(post.extended_tweet) ?? post
  const media = list(object<{ media: unknown }>(whole.extended_entities)?.media)
  const words = wordsOf(whole.full_text ?? whole.text, object<{ urls: unknown }>(whole.entities)?.urls, media.length > 0)
  return [
    {
      type: 'message',
      dedupeKey: postKey(externalId),
      at: timeOf(post.timestamp_ms ?? post.created_at, now),
      surface: 'comment',
      thread: { ...postThread(externalId), route: { replyTo: externalId } },
      sender: peopleIn(() => post.user)(author),
      externalId,
      content: partsOf(
        words,
        media.map((item) => mediumOf(item)),
      ),
    },
  ]
}

const authorOf = (post: Raw<Long> | undefined): string | undefined => id(object<{ id_str: string }>(post?.user)?.id_str)
const isAnswer = (post: Raw<Long>): boolean => text(post.in_reply_to_status_id_str) !== undefined

function mentions(post: Raw<Long>, own: string): boolean {
  const whole = object<Long>(post.extended_tweet) ?? post
  const entities = object<{ user_mentions: unknown }>(whole.entities)
  return list(entities?.user_mentions).some((item) => object<{ id_str: string }>(item)?.id_str === own)
}

/** Whether there is an answer of somebody else among them. */
export const hasAnswers = (posts: unknown, own: string | undefined): boolean =>
  list(posts).some((item) => {
    const post = object<Long>(item)
    return post !== undefined && isAnswer(post) && authorOf(post) !== own
  })
