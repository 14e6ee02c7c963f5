import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOOK_URL, contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type XApi, createXApi, problem } from '../../tests/harness/x-api.ts'
import { xHarness } from '../../tests/harness/x.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import type { Credentials } from './credentials.ts'
import { x } from './index.ts'

const OWN = '1111111111111111111'
const EVENTS = ['dm.received', 'dm.sent', 'dm.read', 'dm.indicate_typing', 'chat.received']
const { setup } = x
const harness = xHarness(loopback, 'oauth2')

let api: XApi
let server: Loopback
let ctx: Ctx<Credentials>
let lines: unknown[]
/** Paths that are refused, and how. */
let refuse: { [path: string]: () => Response }
beforeEach(async () => {
  api = createXApi()
  lines = []
  refuse = {}
  server = await loopback(async (request) => {
    const answer = refuse[`${request.method} ${new URL(request.url).pathname}`]
    return answer ? answer() : api.handle(request)
  })
  ctx = contextOf(harness, { fetch: server.fetch, lines })
})
afterEach(() => server.stop())

const forbidden = () => problem(403, 'Forbidden', 'Not enrolled')
const subscribed = () => api.subscriptions.map(({ event_type }) => event_type)

describe('setting up', () => {
  it('tells who the account is', async () => {
    expect(await setup.check(ctx)).toEqual({ externalId: OWN, name: 'Example User', username: 'ExampleUser' })
  })

  it('registers the webhook and subscribes to what is read', async () => {
    expect(await setup.install(ctx, HOOK_URL)).toBe('done')
    expect(api.hooks).toMatchObject([{ url: HOOK_URL, valid: true }])
    expect(subscribed()).toEqual(EVENTS)
    expect(api.subscriptions[0]).toMatchObject({ event_type: 'dm.received', filter: { user_id: OWN }, webhook_id: api.hooks[0]!.id })
    expect(api.all.size).toBe(0)
  })

  it('subscribes to posts where they are wanted', async () => {
    await setup.install({ ...ctx, settings: { comments: true } }, HOOK_URL)
    expect(subscribed()).toEqual([...EVENTS, 'post.mention.create', 'post.reply.create', 'post.create'])
  })

  it('changes nothing when it is done again', async () => {
    await setup.install(ctx, HOOK_URL)
    await setup.install(ctx, HOOK_URL)
    expect(api.hooks).toHaveLength(1)
    expect(subscribed()).toEqual(EVENTS)
  })

  it('takes over what went to another address, and revives a webhook that X had given up', async () => {
    api.hooks.push({ id: '77', url: HOOK_URL, valid: false })
    api.subscriptions.push({ subscription_id: '55', event_type: 'dm.received', filter: { user_id: OWN }, webhook_id: '66' })
    api.subscriptions.push({ subscription_id: '56', event_type: 'dm.received', filter: { user_id: '3' }, webhook_id: '66' })
    await setup.install(ctx, HOOK_URL)
    expect(api.hooks).toMatchObject([{ id: '77', valid: true }])
    expect(api.subscriptions[0]).toMatchObject({ subscription_id: '55', webhook_id: '77' })
    expect(api.subscriptions[1]).toMatchObject({ webhook_id: '66' })
    expect(subscribed().sort()).toEqual([...EVENTS, 'dm.received'].sort())
  })

  it('falls back to the Account Activity API', async () => {
    refuse['POST /api.x.com/2/activity/subscriptions'] = forbidden
    expect(await setup.install(ctx, HOOK_URL)).toBe('done')
    expect([...api.all]).toEqual([api.hooks[0]!.id])
    expect(lines).toEqual([['x.activity-refused', { code: 'auth', platformCode: '403' }]])
    refuse['GET /api.x.com/2/activity/subscriptions'] = forbidden
    expect(await setup.probe(ctx, HOOK_URL)).toEqual({ state: 'ok' })
    await setup.install(ctx, HOOK_URL)
    expect(api.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/subscriptions/all'))).toHaveLength(1)
  })

  it('does without what is not essential', async () => {
    const { handle } = api
    api.handle = async (request) => {
      const isChat = request.method === 'POST' && (await request.clone().text()).includes('chat.received')
      return isChat ? forbidden() : handle(request)
    }
    await setup.install(ctx, HOOK_URL)
    expect(subscribed()).toEqual(EVENTS.slice(0, -1))
    expect(await setup.probe(ctx, HOOK_URL)).toEqual({ state: 'warn', code: 'webhook-outdated' })
  })

  it('does not fall back because of a limit or a fault on the way', async () => {
    for (const answer of [() => problem(429, 'Too Many Requests', 'x'), () => new Response('<html>', { status: 502 })]) {
      refuse['POST /api.x.com/2/activity/subscriptions'] = answer
      await expect(setup.install(ctx, HOOK_URL)).rejects.toMatchObject({ code: expect.stringMatching(/rate|network/) })
    }
    expect(api.all.size).toBe(0)
  })

  it('says why X does not take the address', async () => {
    const errors = [{ message: 'CrcValidationFailed', reason: 'CrcValidationFailed' }]
    const failed = () => problem(400, 'Invalid Request', 'One or more parameters to your request was invalid.', { errors })
    refuse['POST /api.x.com/2/webhooks'] = failed
    const why = { code: 'content', platformCode: 'CrcValidationFailed', message: 'CrcValidationFailed' }
    await expect(setup.install(ctx, HOOK_URL)).rejects.toMatchObject(why)
    api.hooks.push({ id: '77', url: HOOK_URL, valid: false })
    refuse['PUT /api.x.com/2/webhooks/77'] = failed
    await expect(setup.install(ctx, HOOK_URL)).rejects.toMatchObject({ code: 'content' })
  })

  it('is undone, and the rest of the app is left alone', async () => {
    await setup.install(ctx, HOOK_URL)
    api.hooks.push({ id: '77', url: 'https://other.example/', valid: true })
    api.subscriptions.push({ subscription_id: '56', event_type: 'dm.received', filter: { user_id: '3' }, webhook_id: '77' })
    await setup.remove(ctx)
    expect(api.hooks).toMatchObject([{ id: '77' }])
    expect(api.subscriptions).toMatchObject([{ subscription_id: '56' }])
    await setup.remove(ctx)
    expect(api.hooks).toHaveLength(1)
  })

  it('is undone as well where nothing was done', async () => {
    api.hooks.push({ id: '77', url: 'https://other.example/hooks/c11', valid: true })
    await setup.remove(ctx)
    expect(api.hooks).toHaveLength(1)
  })

  it('moves with the hub: the old address makes room for the new one', async () => {
    await setup.install(ctx, 'https://old.example/hooks/c1')
    await setup.install(ctx, HOOK_URL)
    expect(api.hooks).toMatchObject([{ url: HOOK_URL, valid: true }])
    expect(api.subscriptions.every(({ webhook_id }) => webhook_id === api.hooks[0]!.id)).toBe(true)
  })
})

describe('the light', () => {
  beforeEach(() => setup.install(ctx, HOOK_URL))

  it.each([
    ['is red without a webhook', () => void api.hooks.splice(0), { state: 'broken', code: 'webhook-missing' }],
    ['is red without subscriptions', () => void api.subscriptions.splice(0), { state: 'broken', code: 'webhook-missing' }],
    ['is yellow without some of them', () => void api.subscriptions.splice(2, 1), { state: 'warn', code: 'webhook-outdated' }],
    ['is green again when X looks anew', () => void (api.hooks[0]!.valid = false), { state: 'ok' }],
    [
      'is red when X still does not like what it sees',
      () => {
        api.hooks[0]!.valid = false
        refuse[`PUT /api.x.com/2/webhooks/${api.hooks[0]!.id}`] = () => problem(400, 'Invalid Request', 'CrcValidationFailed')
      },
      { state: 'broken', code: 'webhook-failing' },
    ],
    [
      'is red when the permission was taken back',
      () => {
        refuse['GET /api.x.com/2/users/me'] = () => problem(401, 'Unauthorized', 'Unauthorized')
      },
      { state: 'broken', code: 'auth', text: 'Unauthorized' },
    ],
    [
      'is yellow when X cannot be asked',
      () => {
        refuse['GET /api.x.com/2/webhooks'] = () => new Response('<html>', { status: 502 })
      },
      { state: 'warn', code: 'unreachable', text: expect.stringContaining('502') },
    ],
  ])('%s', async (_, arrange, health) => {
    arrange()
    expect(await setup.probe(ctx, HOOK_URL)).toEqual(health)
  })

  it('is yellow when posts are wanted and not subscribed to', async () => {
    expect(await setup.probe({ ...ctx, settings: { comments: true } }, HOOK_URL)).toEqual({ state: 'warn', code: 'webhook-outdated' })
  })
})
