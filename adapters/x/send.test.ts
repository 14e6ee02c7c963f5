import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOW, contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { RESET, type XApi, createXApi, problem } from '../../tests/harness/x-api.ts'
import { xHarness } from '../../tests/harness/x.ts'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { AdapterFault, Ctx, Outgoing } from '../../src/contract/adapter.ts'
import type { Credentials } from './credentials.ts'
import { x } from './index.ts'

const harness = xHarness(loopback, 'oauth1')
const PERSON = '2222222222222222222'

let api: XApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createXApi()
  server = await loopback(api.handle)
  ctx = contextOf(harness, { fetch: server.fetch })
})
afterEach(() => server.stop())

const out = (body: SegmentBody, more: Partial<Outgoing> = {}): Outgoing => ({
  key: 'k',
  surface: 'dm',
  thread: { externalId: PERSON },
  body,
  open: async () => new Blob(['x'.repeat(1024 * 1024 + 7)]),
  ...more,
})
const text = (words: string): SegmentBody => ({ type: 'text', text: words })
const media = (changes: Partial<Extract<SegmentBody, { type: 'media' }>> = {}): SegmentBody => ({
  type: 'media',
  as: 'image',
  file: 'f',
  mime: 'image/png',
  bytes: 7,
  ...changes,
})
const faultOf = (action: Promise<unknown>): Promise<AdapterFault> =>
  action.then(
    () => Promise.reject(new Error('nothing was thrown')),
    (error: AdapterFault) => error,
  )

describe('a direct message', () => {
  it('to a person, with what X says is left', async () => {
    expect(await x.send(ctx, out(text('Hello!')))).toEqual({
      externalId: '2080770000000000001',
      state: 'sent',
      left: { count: 14, resetAt: RESET * 1000 },
    })
    expect(api.calls).toEqual([
      { method: 'POST', path: `api.x.com/2/dm_conversations/with/${PERSON}/messages`, query: {}, body: { text: 'Hello!' } },
    ])
  })

  it('into a group', async () => {
    await x.send(ctx, out(text('Hello!'), { surface: 'group', thread: { externalId: 'group:1582103724607971328' } }))
    expect(api.calls[0]?.path).toBe('api.x.com/2/dm_conversations/1582103724607971328/messages')
  })

  it('to nobody is not tried', async () => {
    for (const externalId of ['group:x', 'post:1', '../2', '']) {
      expect(await faultOf(x.send(ctx, out(text('x'), { thread: { externalId } })))).toMatchObject({ code: 'gone', certain: true })
    }
    expect(api.calls).toEqual([])
  })

  it('says which limit is the tightest', async () => {
    const headers = { 'x-rate-limit-remaining': '3', 'x-rate-limit-reset': '1795167600', 'x-user-limit-24hour-remaining': '0' }
    const answer = (more: object) =>
      api.answer(() => Response.json({ data: { dm_event_id: '9' } }, { status: 201, headers: { ...headers, ...more } }))
    answer({ 'x-user-limit-24hour-reset': '1795250000' })
    expect((await x.send(ctx, out(text('x')))).left).toEqual({ count: 0, resetAt: 1_795_250_000_000 })
    answer({ 'x-user-limit-24hour-reset': 'soon' })
    expect((await x.send(ctx, out(text('x')))).left).toEqual({ count: 3, resetAt: 1_795_167_600_000 })
  })

  it('that is too many holds the whole account', async () => {
    const tooMany = (headers: { [name: string]: string }) => () =>
      Response.json({ title: 'Too Many Requests', status: 429 }, { status: 429, headers })
    api.answer(tooMany({ 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(NOW / 1000 + 61) }))
    expect(await faultOf(x.send(ctx, out(text('x'))))).toMatchObject({ code: 'rate', retryAfterMs: 61_000, account: true, certain: true })
    api.answer(tooMany({}))
    expect(await faultOf(x.send(ctx, out(text('x'))))).toMatchObject({ code: 'rate', retryAfterMs: 900_000, account: true })
  })

  it.each([
    [
      'usage is capped',
      () => problem(429, 'UsageCapExceeded', 'x', { type: 'https://api.twitter.com/2/problems/usage-capped' }),
      'rate',
      'usage-capped',
    ],
    ['credits are used up', () => problem(402, 'CreditsDepleted', 'x'), 'rate', '402'],
    [
      'the app may only read',
      () => problem(403, 'Forbidden', 'x', { type: 'https://api.twitter.com/2/problems/oauth1-permissions' }),
      'auth',
      'oauth1-permissions',
    ],
    ['the app may send none', () => Response.json({ errors: [{ code: 93, message: 'x' }] }, { status: 403 }), 'auth', '93'],
    ['the other takes none', () => Response.json({ errors: [{ code: 150, message: 'x' }] }, { status: 403 }), 'blocked', '150'],
    [
      'nobody may see it',
      () => Response.json({ errors: [{ type: 'https://api.x.com/2/problems/not-authorized-for-resource' }] }),
      'blocked',
      '200',
    ],
    ['it is told by a reason', () => Response.json({ errors: [{ reason: 'X', message: 'x' }] }, { status: 400 }), 'content', 'X'],
    ['the status is none of these', () => problem(418, 'Teapot', 'x'), 'platform', '418'],
  ])('is refused where %s', async (_, answer, code, platformCode) => {
    api.answer(answer)
    expect(await faultOf(x.send(ctx, out(text('x'))))).toMatchObject({ code, platformCode, certain: true })
  })
})

describe('a file', () => {
  it('is uploaded in pieces, then attached with its words', async () => {
    expect(await x.send(ctx, out(media({ caption: 'Like this' })))).toMatchObject({ state: 'sent' })
    const [initialize, first, second, finalize, send] = api.calls
    expect(api.calls).toHaveLength(5)
    expect(initialize).toMatchObject({
      path: 'api.x.com/2/media/upload/initialize',
      body: { media_type: 'image/png', total_bytes: 1024 * 1024 + 7, media_category: 'dm_image' },
    })
    const id = '1880028106020515841'
    expect(first).toMatchObject({ path: `api.x.com/2/media/upload/${id}/append`, body: { segment_index: '0' } })
    expect((first!.body['media'] as Blob).size).toBe(1024 * 1024)
    expect((second!.body['media'] as Blob).size).toBe(7)
    expect(finalize).toMatchObject({ path: `api.x.com/2/media/upload/${id}/finalize`, body: {} })
    expect(send?.body).toEqual({ text: 'Like this', attachments: [{ media_id: id }] })
  })

  it.each([
    ['dm_gif', 'image/gif', 'image'],
    ['dm_image', 'image/jpeg; q=1', 'image'],
    ['dm_video', 'video/mp4', 'video'],
  ] as const)('is a %s', async (category, mime, as) => {
    await x.send(ctx, out(media({ mime, as })))
    expect(api.calls[0]?.body).toMatchObject({ media_category: category, media_type: mime.split(';')[0] })
    expect(api.sent[0]?.body).not.toHaveProperty('text')
  })

  it('that X still works on waits, and is not uploaded again', async () => {
    const video = out(media({ as: 'video', mime: 'video/mp4' }))
    api.uploads.states.push({ state: 'pending', check_after_secs: 3 }, { state: 'in_progress' })
    expect(await faultOf(x.send(ctx, video))).toMatchObject({ code: 'rate', certain: true, retryAfterMs: 3000, account: false })
    expect(await faultOf(x.send(ctx, video))).toMatchObject({ code: 'rate', retryAfterMs: 5000 })
    expect(await x.send(ctx, video)).toMatchObject({ state: 'sent' })
    expect(api.calls.filter(({ path }) => path.endsWith('/initialize'))).toHaveLength(1)
    expect(api.sent).toHaveLength(1)
  })

  it('that moves waits too, a moment at least, and the next of the same name is another', async () => {
    const gif = out(media({ mime: 'image/gif' }))
    api.uploads.states.push({ state: 'pending', check_after_secs: 0 })
    expect(await faultOf(x.send(ctx, gif))).toMatchObject({ code: 'rate', retryAfterMs: 1000 })
    await x.send(ctx, gif)
    await x.send(ctx, gif)
    expect(api.calls.filter(({ path }) => path.endsWith('/initialize'))).toHaveLength(2)
  })

  it('that is lost on the way leaves no doubt: nothing was sent', async () => {
    api.answer(() => new Response('<html>', { status: 504 }))
    expect(await faultOf(x.send(ctx, out(media())))).toMatchObject({ code: 'network', certain: true })
    await expect(x.send(ctx, { ...out(media()), open: () => Promise.reject(new Error('gone')) })).rejects.toThrow('gone')
    expect(api.sent).toEqual([])
  })

  it('that X can do nothing with is refused', async () => {
    api.uploads.states.push({ state: 'failed' })
    expect(await faultOf(x.send(ctx, out(media({ as: 'video', mime: 'video/mp4' }))))).toMatchObject({ code: 'content', certain: true })
    expect(api.sent).toEqual([])
  })

  it('that the account may not upload does not stop its messages', async () => {
    api.answer(() => problem(403, 'Forbidden', 'Missing scope'))
    expect(await faultOf(x.send(ctx, out(media())))).toMatchObject({ code: 'content', certain: true })
  })
})

describe('a public answer', () => {
  const thread = { externalId: 'post:100', route: { replyTo: '300' } }
  it.each([
    ['the post that is answered', { thread, replyTo: '200' }, '200'],
    ['the last post of a customer', { thread }, '300'],
    ['the first post', { thread: { externalId: 'post:100' } }, '100'],
  ])('stands below %s', async (_, more, to) => {
    const sent = await x.send(ctx, out(text('Thank you'), { surface: 'comment', ...more }))
    expect(sent).toEqual({ externalId: '2080770000000000001', state: 'sent' })
    expect(api.calls[0]).toMatchObject({ path: 'api.x.com/2/tweets', body: { text: 'Thank you', reply: { in_reply_to_tweet_id: to } } })
  })

  it('that X does not allow blocks nobody', async () => {
    api.answer(() => problem(403, 'Forbidden', 'You are not allowed to create a Post with duplicate content.'))
    expect(await faultOf(x.send(ctx, out(text('x'), { surface: 'comment', thread })))).toMatchObject({ code: 'content', certain: true })
  })

  it('can be taken back; a message cannot', async () => {
    await x.recall?.(ctx, thread, '2080770000000000001')
    expect(api.calls[0]).toMatchObject({ method: 'DELETE', path: 'api.x.com/2/tweets/2080770000000000001' })
    expect(await faultOf(x.recall!(ctx, { externalId: PERSON }, '9'))).toMatchObject({ code: 'content' })
    expect(api.calls).toHaveLength(1)
    expect(x.manifest.surfaces.dm?.recall).toBeUndefined()
  })
})

it('a place is not sent', async () => {
  const place: SegmentBody = { type: 'location', latitude: 1, longitude: 2 }
  for (const surface of ['dm', 'comment'] as const) {
    expect(await faultOf(x.send(ctx, out(place, { surface })))).toMatchObject({ code: 'content', certain: true })
  }
})
