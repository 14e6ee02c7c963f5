import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type XApi, createXApi, problem } from '../../tests/harness/x-api.ts'
import { xHarness } from '../../tests/harness/x.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import type { Credentials } from './credentials.ts'
import { parse } from './inbound.ts'
import { poll } from './poll.ts'

const OWN = '1111111111111111111'
const OTHER = '2222222222222222222'
const harness = xHarness(loopback, 'oauth1')

let api: XApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createXApi()
  server = await loopback(api.handle)
  ctx = contextOf(harness, { fetch: server.fetch })
})
afterEach(() => server.stop())

const message = (id: number) => ({
  id: String(id),
  event_type: 'MessageCreate',
  text: `m${id}`,
  sender_id: OTHER,
  dm_conversation_id: `${OWN}-${OTHER}`,
  created_at: '2026-07-24T21:23:44.372Z',
})
/** The newest first, as X lists them. */
const page = (from: number, to: number, next?: string) => () =>
  Response.json({
    data: Array.from({ length: from - to + 1 }, (_, index) => message(from - index)),
    meta: { result_count: from - to + 1, ...(next && { next_token: next }) },
  })
const since = (id: number): string => JSON.stringify({ messages: { since: String(id) } })
const idsOf = (events: { dedupeKey: string }[]): string[] => events.map(({ dedupeKey }) => dedupeKey.slice('dm:'.length))
const span = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, index) => String(from + index))

describe('looking messages up', () => {
  it('brings nothing in the first time, and what comes after that from then on', async () => {
    api.news({ data: [message(1007), message(1006)] })
    expect(await poll.poll(ctx, null)).toEqual({ events: [], cursor: since(1007), more: false })
    api.news({ data: [message(1009), message(1008), message(1007)] })
    const { events, cursor } = await poll.poll(ctx, since(1007))
    expect(idsOf(events)).toEqual(['1008', '1009'])
    expect(cursor).toBe(since(1009))
    expect(events[0]?.raw).toBe(JSON.stringify(message(1008)))
  })

  it('begins where nothing was ever said', async () => {
    const { cursor } = await poll.poll(ctx, null)
    api.news({ data: [message(7)] })
    expect(idsOf((await poll.poll(ctx, cursor)).events)).toEqual(['7'])
  })

  it('goes by the number, however long it is', async () => {
    api.news({ data: [message(1000), message(999)] })
    const { events, cursor } = await poll.poll(ctx, since(999))
    expect([idsOf(events), cursor]).toEqual([['1000'], since(1000)])
  })

  it('tells the same message as the webhook', async () => {
    api.news({ data: [message(1008)], includes: { users: [{ id: OTHER, name: 'Bo' }] } })
    const [event] = (await poll.poll(ctx, since(1))).events
    const created = { target: { recipient_id: OWN }, sender_id: OTHER, message_data: { text: 'm1008' } }
    const told = [{ type: 'message_create', id: '1008', created_timestamp: String(event?.at), message_create: created }]
    const [same] = parse({ for_user_id: OWN, direct_message_events: told, users: { [OTHER]: { name: 'Bo' } } }, ctx)
    const { raw: _, ...rest } = event!
    expect(same).toEqual(rest)
  })

  it('asks for few, and for many once there is much', async () => {
    api.answer(page(1030, 1021, 'a-token-of-a-place'))
    api.answer(page(1020, 1001, 'another-token-of-it'))
    const { events, cursor, more } = await poll.poll(ctx, since(1005))
    expect(idsOf(events)).toEqual(span(1006, 1030))
    expect([cursor, more]).toEqual([since(1030), false])
    expect(api.calls.map(({ query }) => [query['max_results'], query['pagination_token']])).toEqual([
      ['10', undefined],
      ['100', 'a-token-of-a-place'],
    ])
    expect(api.calls[0]?.query).toMatchObject({ event_types: 'MessageCreate', expansions: 'sender_id,attachments.media_keys' })
  })

  it('hands very much over in parts, and goes on where it stopped', async () => {
    for (let part = 12; part >= 1; part -= 1) api.answer(page(part * 10 + 1009, part * 10 + 1000, `place-${part}`))
    const first = await poll.poll(ctx, since(1003))
    expect(idsOf(first.events)).toEqual(span(1010, 1129))
    expect(first.more).toBe(true)
    api.answer(page(1009, 1000))
    const second = await poll.poll(ctx, first.cursor)
    expect(api.calls.at(-1)?.query).toMatchObject({ pagination_token: 'place-1' })
    expect(idsOf(second.events)).toEqual(span(1004, 1009))
    expect([second.cursor, second.more]).toEqual([since(1129), false])
  })

  it('keeps what it has when the limit is reached on the way', async () => {
    api.answer(page(1030, 1021, 'place'))
    api.answer(() => problem(429, 'Too Many Requests', 'x'))
    const { events, cursor, more } = await poll.poll(ctx, since(1005))
    expect(idsOf(events)).toEqual(span(1021, 1030))
    expect(more).toBe(true)
    api.answer(() => problem(429, 'Too Many Requests', 'x'))
    await expect(poll.poll(ctx, cursor)).rejects.toMatchObject({ code: 'rate', account: true })
    api.answer(page(1020, 1005))
    expect(idsOf((await poll.poll(ctx, cursor)).events)).toEqual(span(1006, 1020))
  })

  it('begins anew where X does not know the place any more', async () => {
    const lost = JSON.stringify({ messages: { since: '1005', newest: '1030', next: 'lost' } })
    api.answer(() => problem(400, 'Invalid Request', 'pagination_token is not valid'))
    api.answer(page(1010, 1001, 'place'))
    const { events, cursor } = await poll.poll(ctx, lost)
    expect(idsOf(events)).toEqual(span(1006, 1010))
    expect(cursor).toBe(since(1030))
    api.answer(() => problem(400, 'Invalid Request', 'max_results is not valid'))
    await expect(poll.poll(ctx, since(1))).rejects.toMatchObject({ code: 'content' })
    // Nor is a place believed that X gave a moment ago.
    api.answer(page(1030, 1021, 'place'))
    api.answer(() => problem(400, 'Invalid Request', 'pagination_token is not valid'))
    await expect(poll.poll(ctx, since(1005))).rejects.toMatchObject({ code: 'content' })
  })

  it('that the account may not do does not stop its messages', async () => {
    api.answer(() => problem(403, 'Forbidden', 'Missing scope'))
    await expect(poll.poll(ctx, since(1))).rejects.toMatchObject({ code: 'platform' })
  })

  it('takes a cursor that makes no sense for none', async () => {
    for (const cursor of ['', '[]', '{"messages":{"since":"x"}}', '{"messages":5}']) {
      api.news({ data: [message(1007)] })
      expect(await poll.poll(ctx, cursor)).toEqual({ events: [], cursor: since(1007), more: false })
    }
  })

  it('waits for the account to be known', async () => {
    await expect(poll.poll({ ...ctx, account: null }, null)).rejects.toMatchObject({ code: 'auth', certain: true })
  })
})

describe('looking mentions up', () => {
  const post = { id: '2000', author_id: OTHER, conversation_id: '1900', created_at: '2026-08-12T18:00:00.000Z', text: '@ExampleUser hi' }
  const both = (posts: string) => JSON.stringify({ messages: { since: '1' }, posts: { since: posts } })
  const mentions = (): (typeof api.calls)[number] | undefined => api.calls.find(({ path }) => path.endsWith('/mentions'))

  it('happens only where they are wanted', async () => {
    await poll.poll(ctx, since(1))
    expect(mentions()).toBeUndefined()
    const comments = { ...ctx, settings: { comments: true } }
    api.news({ posts: { data: [post] } })
    expect(await poll.poll(comments, since(1))).toEqual({ events: [], cursor: both('2000'), more: false })
    expect(mentions()).toMatchObject({ path: `api.x.com/2/users/${OWN}/mentions`, query: { max_results: '10' } })
    api.calls.length = 0
    // X refuses a number that is none of a post.
    await poll.poll(comments, both('0'))
    expect(mentions()?.query).not.toHaveProperty('since_id')
  })

  it('asks X for the new ones alone, and names the conversation', async () => {
    api.news({ posts: { data: [post] } })
    const { events, cursor } = await poll.poll({ ...ctx, settings: { comments: true } }, both('1999'))
    expect(mentions()?.query).toMatchObject({ since_id: '1999' })
    expect(events).toMatchObject([{ dedupeKey: 'post:2000', thread: { externalId: 'post:1900', route: { replyTo: '2000' } } }])
    expect(cursor).toBe(both('2000'))
  })

  it('goes on where one of the two lists cannot be read', async () => {
    const comments = { ...ctx, settings: { comments: true } }
    api.answer(page(1008, 1008))
    api.answer(() => problem(403, 'Forbidden', 'Missing scope'))
    const first = await poll.poll(comments, both('1999'))
    expect([idsOf(first.events), first.cursor]).toEqual([
      ['1008'],
      JSON.stringify({ messages: { since: '1008' }, posts: { since: '1999' } }),
    ])
    api.answer(() => problem(429, 'Too Many Requests', 'x'))
    api.news({ posts: { data: [post] } })
    expect(await poll.poll(comments, both('1999'))).toMatchObject({ events: [{ dedupeKey: 'post:2000' }], cursor: both('2000') })
    for (let count = 0; count < 2; count += 1) api.answer(() => problem(429, 'Too Many Requests', 'x'))
    await expect(poll.poll(comments, both('1999'))).rejects.toMatchObject({ code: 'rate' })
  })

  it('leaves the messages alone when a webhook asked for it', async () => {
    api.news({ posts: { data: [post] } })
    const { events, cursor } = await poll.poll({ ...ctx, settings: { comments: true } }, both('1999'), { posts: true })
    expect(api.calls.map(({ path }) => path)).toEqual([`api.x.com/2/users/${OWN}/mentions`])
    expect(events).toHaveLength(1)
    expect(cursor).toBe(both('2000'))
  })
})
