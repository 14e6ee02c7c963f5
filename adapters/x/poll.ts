import type { TwitterApiv2 } from 'twitter-api-v2'
import type { InboundEvent } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Poll } from '../../src/contract/adapter.ts'
import { type Raw, given, list, object, text } from '../../src/contract/read.ts'
import { createApi } from './api.ts'
import type { Credentials } from './credentials.ts'
import { readLookedUp } from './messages.ts'
import { NONE, type Page, type Progress, readNewer } from './newer.ts'
import { readPost } from './posts.ts'
import { type Includes, type Reading, id } from './reading.ts'

/** How far each list has been read. Absent: not begun. */
interface Cursor {
  messages?: Progress
  posts?: Progress
}

interface List {
  name: keyof Cursor
  page: (token: string | undefined, size: number) => Promise<Page>
  read: (item: unknown, told: Raw<Includes> | undefined, reading: Reading) => InboundEvent[]
}

const PEOPLE = 'name,username,profile_image_url'
const MEDIA = 'type,url,variants,width,height,duration_ms'
const MESSAGES = {
  event_types: 'MessageCreate',
  'dm_event.fields': 'id,text,event_type,created_at,sender_id,dm_conversation_id,attachments,entities',
  expansions: 'sender_id,attachments.media_keys',
  'user.fields': PEOPLE,
  'media.fields': MEDIA,
}
const POSTS = {
  'tweet.fields': 'author_id,conversation_id,created_at,referenced_tweets,attachments,entities,note_tweet',
  expansions: 'author_id,attachments.media_keys',
  'user.fields': PEOPLE,
  'media.fields': MEDIA,
}

/**
 * What no webhook told: after an outage, and in group conversations, which X does not announce. X keeps messages for 30 days.
 * The first time only marks where the account stands: what was said before the channel was there is not brought in.
 */
export const poll: Poll<Credentials> = {
  // The list of messages may be read 15 times in 15 minutes, of which this leaves 12 for catching up.
  everyMs: 5 * 60_000,
  async poll(ctx, cursor, hint) {
    const own = ctx.account?.externalId
    if (!own) throw new AdapterFault('auth', 'Nobody knows yet whose account this is.', { certain: true })
    const reading: Reading = { own, settings: ctx.settings, now: ctx.now() }
    // An account that may not look things up can still hear and write.
    const [api, before] = [createApi(ctx, 'user', 'platform'), decode(cursor)]
    const since = before.posts?.since
    const posts = { ...POSTS, ...(since && since !== NONE && { since_id: since }) }
    const lists: List[] = []
    if (hint?.['posts'] !== true)
      lists.push({ name: 'messages', page: (token, size) => pageOf(api, 'dm_events', MESSAGES, token, size), read: readLookedUp })
    if (ctx.settings['comments'] === true)
      lists.push({ name: 'posts', page: (token, size) => pageOf(api, 'users/:id/mentions', posts, token, size, own), read: readPost })
    return readAll(ctx, lists, before, reading)
  },
}

/** One list that cannot be read does not keep the other from being read. */
async function readAll(
  ctx: Ctx<Credentials>,
  lists: List[],
  before: Cursor,
  reading: Reading,
): Promise<{ events: InboundEvent[]; cursor: string; more: boolean }> {
  const events: InboundEvent[] = []
  const after = { ...before }
  const faults: AdapterFault[] = []
  let more = false
  for (const { name, page, read } of lists) {
    try {
      const found = await readNewer(before[name], page)
      for (const { item, told } of found.items) events.push(...withRaw(item, read(item, told, reading)))
      after[name] = found.progress
      more ||= found.more
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error
      ctx.trace('x.lookup-failed', { list: name, code: error.code })
      faults.push(error)
    }
  }
  if (faults[0] && faults.length === lists.length) throw faults[0]
  return { events, cursor: JSON.stringify(after), more }
}

const withRaw = (item: unknown, events: InboundEvent[]): InboundEvent[] => events.map((event) => ({ ...event, raw: JSON.stringify(item) }))

async function pageOf(
  api: TwitterApiv2,
  path: string,
  query: { [name: string]: string },
  token: string | undefined,
  size: number,
  own?: string,
): Promise<Page> {
  const answer = await api.get<unknown>(
    path,
    { ...query, max_results: size, ...(token && { pagination_token: token }) },
    { ...(own && { params: { id: own } }) },
  )
  const page = object<{ data: unknown; includes: unknown; meta: unknown }>(answer)
  const told = object<Includes>(page?.includes)
  const next = text(object<{ next_token: string }>(page?.meta)?.next_token)
  return given<Page>({ items: list(page?.data).map((item) => ({ item, told })), next })
}

function decode(cursor: string | null): Cursor {
  let value: Raw<Cursor> | undefined
  try {
    value = object<Cursor>(JSON.parse(cursor ?? '{}'))
  } catch {
    value = undefined
  }
  return given<Cursor>({ messages: progressOf(value?.messages), posts: progressOf(value?.posts) })
}

function progressOf(value: unknown): Progress | undefined {
  const progress = object<Progress>(value)
  const since = id(progress?.since)
  return since === undefined ? undefined : given<Progress>({ since, newest: id(progress?.newest), next: text(progress?.next) })
}
