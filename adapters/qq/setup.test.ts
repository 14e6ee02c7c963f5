import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InboundEvent } from '../../src/model/events.ts'
import { grantsOf, lanesClosedBy } from '../../src/model/windows.ts'
import { HOOK_URL, NOW, contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type QqApi, createQqApi, refusal } from '../../tests/harness/qq-api.ts'
import { SECRET, qqHarness } from '../../tests/harness/qq.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { fixtures } from './fixtures/index.ts'
import { APP_ID } from './fixtures/people.ts'
import { qq } from './index.ts'
import type { Credentials } from './manifest.ts'

let api: QqApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createQqApi(APP_ID, SECRET)
  server = await loopback(api.handle)
  ctx = contextOf(qqHarness(loopback), { fetch: server.fetch })
})
afterEach(() => server.stop())

describe('set-up', () => {
  it('knows the bot by its AppID, for openids belong to that; also one that may not ask for its name', async () => {
    expect(await qq.setup.check(ctx)).toEqual({ externalId: APP_ID, name: '客服助手' })
    api.answer(() => refusal(11253, 'check app privilege not pass', 403))
    expect(await qq.setup.check(ctx)).toEqual({ externalId: APP_ID, name: `QQ ${APP_ID}` })
  })

  it('shows the address to paste and the events to tick, in both languages', async () => {
    const steps = await qq.setup.install(ctx, HOOK_URL)
    if (steps === 'done') throw new Error('QQ has no call for it')
    expect(steps.map(({ code }) => code)).toEqual(['callback', 'events', 'group-events', 'allow-list'])
    expect(steps[0]!.value).toBe(HOOK_URL)
    const ticked = steps.flatMap(({ value }) => value?.split(' ') ?? [])
    for (const event of ['C2C_MESSAGE_CREATE', 'GROUP_AT_MESSAGE_CREATE', 'INTERACTION_CREATE']) expect(ticked).toContain(event)
  })

  it('sees credentials that are not taken, and trouble that passes', async () => {
    expect(await qq.setup.probe(ctx, HOOK_URL)).toEqual({ state: 'ok' })
    api.answer(() => refusal(11254, 'banned', 403))
    expect(await qq.setup.probe(ctx, HOOK_URL)).toEqual({ state: 'broken', code: 'auth', text: 'banned' })
    api.answer(() => refusal(40099999, '接口访问源IP不在白名单', 403))
    expect(await qq.setup.probe(ctx, HOOK_URL)).toEqual({ state: 'warn', code: 'unreachable', text: '接口访问源IP不在白名单' })
    api.answer(() => new Response('', { status: 502 }))
    expect(await qq.setup.probe(ctx, HOOK_URL)).toMatchObject({ state: 'warn', code: 'unreachable' })
    api.answerToken(() => Response.json({ code: 100001, message: 'too many requests' }))
    const fresh = contextOf(qqHarness(loopback), { fetch: server.fetch })
    expect(await qq.setup.probe(fresh, HOOK_URL)).toMatchObject({ state: 'warn', code: 'unreachable' })
  })
})

it('a number that the two hosts use for different things is read as the one that said it means it', async () => {
  const no = () => Response.json({ code: 10004, message: 'no such bot' })
  api.answerToken(no)
  await expect(qq.setup.check(ctx)).rejects.toMatchObject({ code: 'auth', certain: true, platformCode: '10004' })
  api.answer(() => Response.json({ code: 10004, message: '频道异常' }, { status: 400 }))
  expect(await qq.setup.probe(ctx, HOOK_URL)).toMatchObject({ state: 'warn' })
})

describe('permissions to write', () => {
  const { dm, group } = qq.manifest.surfaces
  const DAY = 86_400_000
  const eventOf = (name: string): InboundEvent => {
    const [event] = fixtures.find((fixture) => fixture.name === name)!.events
    return { ...event!, at: NOW }
  }
  const opened = (name: string, settings = {}) =>
    grantsOf(eventOf(name), name.startsWith('group') ? group! : dm!, settings, NOW).map(
      ({ lane, anchor, opensAt, expiresAt, remaining }) => [lane, anchor, opensAt - NOW, expiresAt - NOW, remaining],
    )

  it('an answer names its message or its event', () => {
    const answer = (anchor: string) => ['passive', anchor, 0, 3_600_000, 4]
    expect(opened('text')).toEqual([answer('ROBOT1.0_LFSiHcqugzulyCEPSM-8o1')])
    expect(opened('button')).toEqual([answer('event:INTERACTION_CREATE:1')])
    expect(opened('new friend by a link that carries something')).toEqual([answer('event:FRIEND_ADD:1')])
    expect(opened('unmuted')).toEqual([answer('event:C2C_MSG_RECEIVE:1')])
    for (const name of ['muted', 'friend gone', 'thumb up', 'guild: recalled']) expect(opened(name)).toEqual([])
    expect(opened('group: naming the bot')).toEqual([['passive', 'ROBOT1.0_g', 0, 300_000, 5]])
    expect(opened('group: the bot was added')).toEqual([['passive', 'event:GROUP_ADD_ROBOT:1', 0, 300_000, 5]])
  })

  it('more only where an admin says so', () => {
    const active = ['active', '', 0, 30 * DAY, null]
    expect(opened('text', { activeMessages: true })).toContainEqual(active)
    expect(opened('unmuted', { activeMessages: true })).toContainEqual(active)
    expect(opened('group: naming the bot', { activeMessages: true })).toContainEqual(active)
    expect(opened('text', { wakeupMessages: true }).slice(1)).toEqual([
      ['wakeup', '', 0, DAY, 1],
      ['wakeup', String(DAY), DAY, 3 * DAY, 1],
      ['wakeup', String(3 * DAY), 3 * DAY, 7 * DAY, 1],
      ['wakeup', String(7 * DAY), 7 * DAY, 30 * DAY, 1],
    ])
    expect(opened('group: naming the bot', { wakeupMessages: true })).toHaveLength(1)
  })

  it('who wants no messages can still be answered, who is gone cannot', () => {
    expect(new Set(lanesClosedBy(eventOf('muted'), dm!))).toEqual(new Set(['active', 'wakeup']))
    expect(new Set(lanesClosedBy(eventOf('friend gone'), dm!))).toEqual(new Set(['passive', 'service', 'active', 'wakeup']))
    expect(new Set(lanesClosedBy(eventOf('group: muted'), group!))).toEqual(new Set(['active']))
  })
})

it('before the bot is known, nobody has an avatar', () => {
  const [event] = qq.webhook!.parse(fixtures[0]!.body, { ...ctx, account: null })
  expect(event?.sender).toEqual({ externalId: '8F4D82F9B18FF0DE59BAC5834200305C' })
})
