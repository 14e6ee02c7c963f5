import { z } from 'zod'
import { mediaV2, postV2 } from '../events/post.ts'
import { userV2 } from '../events/users.ts'
import { compareIds } from '../ids.ts'
import { checked } from '../api/input.ts'
import { forbidden, gone, invalid } from '../api/problems.ts'
import { created, fields, ok, userOf, type Ask, type Route } from '../api/route.ts'
import { weight } from '../text.ts'
import type { Account, Post } from '../world.ts'
import { writePost } from '../write.ts'
import { readyFile } from './media.ts'

const read = ['tweet.read', 'users.read']
const anybody = ['oauth2', 'oauth1', 'app'] as const
const snowflake = z.string().regex(/^\d{1,19}$/)

const wanted = z.strictObject({
  text: z.string().default(''),
  reply: z.strictObject({ in_reply_to_tweet_id: snowflake }).optional(),
  media: z.strictObject({ media_ids: z.array(snowflake).min(1).max(4) }).optional(),
})

const page = z.object({
  max_results: z.coerce.number().int().min(5).max(100).default(10),
  pagination_token: snowflake.optional(),
  since_id: snowflake.optional(),
  until_id: snowflake.optional(),
})

export const postRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/2/tweets',
    auth: ['oauth2', 'oauth1'],
    scopes: ['tweet.write', ...read],
    rate: 'createPost',
    run: create,
  },
  {
    method: 'GET',
    path: '/2/tweets/:id',
    auth: anybody,
    scopes: read,
    rate: 'readPosts',
    run: (ask) => {
      const post = ask.world.posts.get(ask.part('id'))
      if (post === undefined) throw gone('tweet', 'id', ask.part('id'))
      return ok(view(post, ask), includes([post], ask))
    },
  },
  {
    method: 'DELETE',
    path: '/2/tweets/:id',
    auth: ['oauth2', 'oauth1'],
    scopes: ['tweet.write', ...read],
    rate: 'deletePost',
    run: (ask) => {
      const post = ask.world.posts.get(ask.part('id'))
      // From memory, as is that a post which is gone is refused alike.
      if (post?.by !== userOf(ask).user) throw forbidden('You are not authorized to delete this Tweet.')
      ask.world.posts.delete(post.id)
      ask.world.changed()
      return ok({ deleted: true })
    },
  },
  { method: 'GET', path: '/2/users/:id/mentions', auth: anybody, scopes: read, rate: 'readMentions', run: mentions },
]

/** That each of these refusals is a 403, and its text, is from memory; that of duplicates is well attested. */
function create(ask: Ask): Response {
  const { world } = ask
  const account = userOf(ask)
  const { text, reply, media } = checked(wanted, ask.input.body)
  if (text === '' && media === undefined) throw invalid('$.text: is missing but it is required')
  const file = media?.media_ids[0] === undefined ? undefined : readyFile(world, account, media.media_ids[0])
  if (weight(text) > world.options.text.post) throw forbidden('Your Tweet text is too long.')
  const replyTo = reply === undefined ? undefined : world.posts.get(reply.in_reply_to_tweet_id)
  if (reply !== undefined && replyTo === undefined) {
    throw forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
  }
  const twin = [...world.posts.values()].findLast((post) => post.by === account.user && post.shown === text && post.replyTo === replyTo)
  if (twin !== undefined && file === undefined) throw forbidden('You are not allowed to create a Tweet with duplicate content.')
  if (world.options.summonedOnly && replyTo !== undefined && !summoned(account, replyTo)) {
    throw forbidden('Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author.')
  }
  const post = writePost(world, account.user, text, { replyTo, file })
  return created({ id: post.id, text: post.text, edit_history_tweet_ids: [post.id] })
}

/** The author called for the account; one's own posts one may always continue. The text of the refusal is ours. */
const summoned = ({ user }: Account, post: Post): boolean => post.by === user || post.mentions.some((one) => one.user === user)

const usual = ['id', 'text', 'edit_history_tweet_ids']
const view = (post: Post, { input }: Ask): Record<string, unknown> => fields(postV2(post), usual, input.query['tweet.fields'])

function mentions(ask: Ask): Response {
  const { max_results: max, pagination_token: before, since_id: since, until_id: until } = checked(page, ask.input.query)
  const user = ask.world.user(ask.part('id'))
  if (user === undefined) throw gone('user', 'id', ask.part('id'))
  const all = [...ask.world.posts.values()]
    .filter((post) => post.by !== user && post.mentions.some((one) => one.user === user))
    .filter(({ id }) => [before, until].every((end) => end === undefined || compareIds(id, end) < 0))
    .filter(({ id }) => since === undefined || compareIds(id, since) > 0)
    .toSorted((one, other) => compareIds(other.id, one.id))
  const data = all.slice(0, max)
  if (data.length === 0) return Response.json({ meta: { result_count: 0 } })
  const ends = { newest_id: data[0]?.id, oldest_id: data.at(-1)?.id }
  const next = all.length > max ? { next_token: data.at(-1)?.id } : {}
  return ok(
    data.map((post) => view(post, ask)),
    { ...includes(data, ask), meta: { result_count: data.length, ...ends, ...next } },
  )
}

function includes(posts: readonly Post[], { input: { query } }: Ask): Record<string, unknown> {
  const wantedToo = query['expansions']?.split(',') ?? []
  const users = wantedToo.includes('author_id') ? [...new Set(posts.map((post) => post.by))] : []
  const media = wantedToo.includes('attachments.media_keys') ? posts.flatMap(({ file }) => (file === undefined ? [] : [mediaV2(file)])) : []
  const found = {
    ...(users.length === 0 ? {} : { users: users.map((one) => fields(userV2(one), ['id', 'name', 'username'], query['user.fields'])) }),
    ...(media.length === 0 ? {} : { media: media.map((one) => fields(one, ['media_key', 'type'], query['media.fields'])) }),
  }
  return Object.keys(found).length === 0 ? {} : { includes: found }
}
