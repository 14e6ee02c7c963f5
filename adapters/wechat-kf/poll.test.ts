import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOW, contextOf } from '../../tests/contract/harness.ts'
import { expectSound } from '../../tests/contract/sound.ts'
import { type KfApi, createKfApi, refusal } from '../../tests/harness/kf-api.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { kfCredentials, wechatKfHarness } from '../../tests/harness/wechat-kf.ts'
import type { Json } from '../../src/model/events.ts'
import { grantsOf } from '../../src/model/windows.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { pages } from './fixtures/index.ts'
import { CUSTOMER, KF, item, page, told } from './fixtures/samples.ts'
import { wechatKf } from './index.ts'
import { readItem } from './items.ts'
import { type Credentials, manifest } from './manifest.ts'

const { poll } = wechatKf.poll!
const dm = manifest.surfaces.dm!

let api: KfApi
let server: Loopback
let ctx: Ctx<Credentials>
let lines: unknown[]
beforeEach(async () => {
  api = createKfApi(kfCredentials)
  server = await loopback(api.handle)
  lines = []
  ctx = contextOf(wechatKfHarness(loopback), { fetch: server.fetch, lines })
})
afterEach(() => server.stop())

const asked = (path: string) => api.calls.filter((call) => call.path.endsWith(path)).map(({ body }) => body)

describe('asking for news', () => {
  it('names the cursor, the token of the call, and the most there can be', async () => {
    await poll(ctx, null)
    await poll(ctx, 'c1', { token: 'TOKEN', openKfId: KF })
    expect(asked('/sync_msg')).toEqual([
      { open_kfid: KF, limit: 1000, voice_format: 0 },
      { open_kfid: KF, cursor: 'c1', limit: 1000, voice_format: 0, token: 'TOKEN' },
    ])
  })

  it('goes on while there is more, also when a page is empty', async () => {
    api.news({ errcode: 0, next_cursor: 'c2', has_more: 1, msg_list: [] })
    expect(await poll(ctx, 'c1')).toEqual({ events: [], cursor: 'c2', more: true })
    expect(await poll(ctx, 'c2')).toEqual({ events: [], cursor: 'end', more: false })
  })

  it.each([
    ['the same cursor', { errcode: 0, next_cursor: 'c1', has_more: 1 }],
    ['no cursor', { errcode: 0, has_more: 1 }],
  ])('stops at %s', async (_, answer) => {
    api.news(answer)
    expect(await poll(ctx, 'c1')).toMatchObject({ cursor: 'c1', more: false })
  })

  it('from the beginning when the cursor is not one of this account', async () => {
    for (const _ of [1, 2]) api.answer(() => refusal(40058, 'invalid cursor'))
    expect(await poll(ctx, 'c1', { token: 'TOKEN' })).toMatchObject({ cursor: 'end' })
    expect(api.calls.at(-1)?.body).toEqual({ open_kfid: KF, limit: 1000, voice_format: 0 })
    for (const _ of [1, 2, 3]) api.answer(() => refusal(40058, 'invalid parameter'))
    await expect(poll(ctx, 'c1', { token: 'TOKEN' })).rejects.toMatchObject({ code: 'content' })
  })

  it('without the token when that is over, and not for other reasons', async () => {
    api.answer(() => refusal(95007, 'invalid msg token'))
    expect(await poll(ctx, 'c1', { token: 'OLD' })).toMatchObject({ cursor: 'end' })
    api.answer(() => refusal(45009, 'api freq out of limit'))
    await expect(poll(ctx, 'c1', { token: 'TOKEN' })).rejects.toMatchObject({ code: 'rate' })
    expect(asked('/sync_msg')).toHaveLength(1)
  })

  it('knows an item whose id is longer than a key by its hash, and the message by the id itself', async () => {
    const long = ['a', 'b'].map((end) => 'm'.repeat(300) + end)
    const said = long.map((id) => item(id, 'text', { content: 'hi' }))
    const poor = item('n'.repeat(1500), 'text', { content: 'hi' })
    const readOnce = async () => {
      api.news(page(...said, told('t1', 'user_recall_msg', { recall_msgid: long[0]! }), poor))
      return (await poll(ctx, null)).events
    }
    const [one, two, recalled, three] = await readOnce()
    for (const event of [one, two, three]) expectSound(event!, manifest)
    expect(one?.dedupeKey).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(new Set([one, two, three].map((event) => event?.dedupeKey)).size).toBe(3)
    expect([one, two, recalled]).toMatchObject([{ externalId: long[0] }, { externalId: long[1] }, { externalIds: [long[0]] }])
    expect((await readOnce())[0]).toEqual(one)
  })

  it('keeps each item as it came', async () => {
    const came = item('m1', 'text', { content: 'hi', extra: [1] })
    api.news(page(came))
    expect((await poll(ctx, null)).events.map(({ raw }) => JSON.parse(raw!) as Json)).toEqual([came])
  })
})

describe('the names of customers', () => {
  const from = (count: number): Json =>
    page(...Array.from({ length: count }, (_, i) => item(`m${i}`, 'text', { content: 'x' }, { external_userid: `wm${i}` })))

  it('are asked for once, a hundred at a time', async () => {
    for (let i = 0; i < 150; i += 1) api.customers.set(`wm${i}`, { nickname: `N${i}` })
    api.news(from(150))
    const { events } = await poll(ctx, null)
    expect(events.map(({ sender }) => sender?.name)).toEqual(Array.from({ length: 150 }, (_, i) => `N${i}`))
    expect(asked('/customer/batchget').map((body) => (body['external_userid_list'] as string[]).length)).toEqual([100, 50])
    api.news(from(150))
    await poll(ctx, null)
    expect(asked('/customer/batchget')).toHaveLength(2)
  })

  it('are asked for once, however much somebody said', async () => {
    api.news(page(item('m1', 'text', { content: 'x' }), item('m2', 'text', { content: 'y' })))
    await poll(ctx, null)
    expect(asked('/customer/batchget')).toEqual([{ external_userid_list: [CUSTOMER] }])
  })

  it('that nobody knows are not asked for again and again', async () => {
    for (const _ of [1, 2]) {
      api.news(page(item('m1', 'text', { content: 'x' })))
      expect((await poll(ctx, null)).events[0]?.sender).toEqual({ externalId: CUSTOMER })
    }
    expect(asked('/customer/batchget')).toHaveLength(1)
  })

  it('keep no message waiting', async () => {
    api.customers.set(CUSTOMER, { nickname: 'N' })
    api.news(page(item('m1', 'text', { content: 'x' })))
    api.answer(() => refusal(48002, 'api forbidden'), '/batchget')
    expect((await poll(ctx, null)).events).toMatchObject([{ type: 'message', sender: { externalId: CUSTOMER } }])
    expect(lines).toEqual([['wechat-kf.names', { code: 'auth', platform: '48002' }]])
    api.news(page(item('m2', 'text', { content: 'x' })))
    expect((await poll(ctx, null)).events[0]?.sender?.name).toBe('N')
  })
})

const read = (body: Json) => readItem(body, { now: NOW, customer: (externalId) => ({ externalId }) })!

it.each([
  [1615478585, 1615478585_000],
  [1615478585.1234, 1615478585_123],
  [0, NOW],
  [-1, NOW],
  [1615478585_000, NOW],
  ['1615478585', NOW],
])('a time of %j is told as the platform means it, or is now', (send_time, at) => {
  expect(read(item('m1', 'text', { content: 'x' }, { send_time })).at).toBe(at)
})

describe('permissions to write', () => {
  const now = 1615478585_000

  it('come with a word and with a click: five within 48 hours', () => {
    for (const said of [item('m1', 'text', { content: 'x' }), item('m2', 'text', { content: 'x', menu_id: '1' })]) {
      expect(grantsOf(read(said), dm, {}, now)).toEqual([
        { lane: 'service', anchor: '', opensAt: now, expiresAt: now + 48 * 3_600_000, remaining: 5 },
      ])
    }
  })

  it('come with an entrance that has a code, by that code, for twenty seconds', () => {
    const entered = read(told('t1', 'enter_session', { welcome_code: 'WC' }))
    expect(grantsOf(entered, dm, {}, now)).toEqual([{ lane: 'event', anchor: 'WC', opensAt: now, expiresAt: now + 20_000, remaining: 1 }])
    expect(grantsOf(read(told('t2', 'enter_session', {})), dm, {}, now)).toEqual([])
  })
})

it('reads anything that stands in a list', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, -1, 1e300, Number.NaN, '', '\uD800', [], {}, null))
  const known = pages
    .flatMap(({ body }) => (body as { msg_list?: Json[] }).msg_list ?? [])
    .filter((one) => typeof one === 'object' && one !== null)
  const change = fc.tuple(fc.constantFrom(...known), fc.nat(), fc.option(fc.nat(), { nil: undefined }), odd)
  fc.assert(
    fc.property(fc.oneof(change.map(changed), odd), (value) => {
      const event = readItem(value, { now: NOW, customer: (externalId) => ({ externalId }) })
      if (event) expectSound(event, manifest)
    }),
    { numRuns: 2000 },
  )
})

/** An item with something else in one of its fields, or a field within. */
function changed([one, at, within, value]: [Json, number, number | undefined, unknown]): unknown {
  const fields = Object.keys(one as object)
  const field = fields[at % fields.length] ?? ''
  const inner = (one as { [field: string]: Json })[field]
  if (within === undefined || typeof inner !== 'object' || inner === null) return { ...(one as object), [field]: value }
  const names = Object.keys(inner)
  return { ...(one as object), [field]: { ...(inner as object), [names[within % names.length] ?? 'x']: value } }
}
