import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { sign } from '../../lab/x/events/sign.ts'
import { until } from '../support/wait.ts'
import { claim, inbound } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { DAY, MINUTE, type XRoom, openX, pass } from './x.ts'

/** What the hub answers to a challenge, spoilt. */
let spoil: (response: Response) => Response = (response) => response

let house: House
beforeAll(async () => {
  const { webhook, ...rest } = registry.x
  const verify: NonNullable<typeof webhook>['verify'] = async (request, ctx) => {
    const verdict = await webhook!.verify(request, ctx)
    return verdict.is === 'challenge' ? { ...verdict, response: spoil(verdict.response) } : verdict
  }
  house = await openHouse({ adapters: { ...registry, x: { ...rest, webhook: { ...webhook!, verify } } } })
})
afterAll(() => house.stop())
beforeEach(() => {
  house.lab.x.faults.reset()
  spoil = (response) => response
})

const wrong = (): Response => Response.json({ response_token: 'sha256=AAAA' })
const quiet = () => house.lab.x.quiet()
const checks = () => house.lab.journal.list({ platform: 'x', way: 'hook', what: 'crc' })
const hooksOf = (x: XRoom) => [...x.account.account.app.hooks.values()]
const subscriptions = (x: XRoom) => [...x.account.account.app.activity.values()].map(({ eventType }) => eventType)

async function post(x: XRoom, body: string, signature?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(signature && { 'x-twitter-webhooks-signature': signature }) }
  return (await fetch(x.hookUrl, { method: 'POST', body, headers })).status
}

describe('the challenge', () => {
  test('is answered when the webhook is registered; a wrong answer leaves the channel off, and says why', async () => {
    const before = checks().length
    const x = await openX(house)
    expect(checks().slice(before)).toMatchObject([{ status: 200 }])
    expect(hooksOf(x)).toMatchObject([{ url: x.hookUrl, valid: true }])

    spoil = wrong
    const account = house.lab.x.account({ name: 'Late' })
    const { consumerKey: apiKey, consumerSecret: apiSecret, accessToken, accessSecret } = account.credentials
    const credentials = { apiKey, apiSecret, accessToken, accessSecret }
    const { body } = await house.agent.post('/api/channels', { kind: 'x', name: 'Late', credentials, settings: {} })
    const enabled = await house.agent.post(`/api/channels/${body.id}/enable`)
    expect(enabled).toMatchObject({ status: 422, body: { code: 'channel-content', title: expect.stringContaining('CrcValidationFailed') } })
    expect(account.account.app.hooks.size).toBe(0)
    spoil = (response) => response
    expect((await house.agent.post(`/api/channels/${body.id}/enable`)).body).toMatchObject({ state: 'live', health: { state: 'ok' } })
  })

  test('that is failed later turns the light red, and the probe repairs it; what came meanwhile is looked up', async () => {
    const x = await openX(house)
    const ada = x.person('Ada')
    spoil = wrong
    await pass(house, DAY + 30 * MINUTE)
    await until(() => !hooksOf(x)[0]!.valid)
    await pass(house, 10 * MINUTE)
    expect(await x.becomes('broken', 'webhook-failing')).toBeTruthy()
    ada.say('said into a dead webhook')
    await quiet()
    expect(x.hooks('dm.received')).toEqual([])

    spoil = (response) => response
    await pass(house, 10 * MINUTE)
    await x.becomes('ok')
    expect(hooksOf(x)[0]!.valid).toBe(true)
    await claim(house.agent, x.channel)
    ada.say('said into a live one')
    await quiet()
    expect(x.hooks('dm.received')).toMatchObject([{ status: 200 }])
  })

  test('never signs what could be a body', async () => {
    const x = await openX(house)
    const body = JSON.stringify({ for_user_id: x.account.id, direct_message_events: [] })
    for (const token of [body, '{}', '', 'a'.repeat(257), 'a b']) {
      const response = await fetch(`${x.hookUrl}?crc_token=${encodeURIComponent(token)}`)
      expect({ token, status: response.status, body: await response.text() }).toEqual({ token, status: 400, body: '' })
    }
    expect((await fetch(x.hookUrl)).status).toBe(400)
  })
})

describe('a delivery', () => {
  test('that is forged or altered is refused, and nothing of it is kept', async () => {
    const x = await openX(house)
    const ada = x.person('Ada')
    house.lab.x.faults.set({ hooks: { secret: 'wrong' } })
    ada.say('forged')
    await quiet()
    expect(x.hooks('dm.received').at(-1)).toMatchObject({ status: 403 })
    house.lab.x.faults.set({ hooks: { secret: 'missing' } })
    ada.say('unsigned')
    await quiet()
    expect(x.hooks('dm.received').at(-1)).toMatchObject({ status: 401 })
    const [first] = x.hooks('dm.received')
    const body = JSON.stringify(first!.request)
    const good = sign(x.account.credentials.consumerSecret, body)
    const altered = body.replace('forged', 'faked!')
    expect(altered).not.toBe(body)
    expect(await post(x, altered, good)).toBe(403)
    expect(await post(x, `${body} `, good)).toBe(403)
    expect(await post(x, body, good.replace('sha256=', ''))).toBe(403)
    expect(await post(x, '[]', sign(x.account.credentials.consumerSecret, '[]'))).toBe(400)
    expect(inbound(house.hub, x.channel)).toEqual([])
    // And the same, as X made it, is taken.
    expect(await post(x, body, good)).toBe(200)
    expect(inbound(house.hub, x.channel)).toHaveLength(1)
  })

  test('that comes again is acknowledged and kept once: copies, replays, and the same by both products', async () => {
    const x = await openX(house)
    const ada = x.person('Ada')
    house.lab.x.faults.set({ hooks: { copies: 5 } })
    ada.say('five times')
    await quiet()
    house.lab.x.faults.reset()
    const [told] = x.hooks('dm.received')
    expect(x.hooks('dm.received').map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const body = JSON.stringify(told!.request)
    const secret = x.account.credentials.consumerSecret
    expect(await post(x, body, sign(secret, body))).toBe(200)
    const { payload } = (told!.request as { data: { payload: object } }).data
    const older = JSON.stringify({ for_user_id: x.account.id, ...payload })
    expect(await post(x, older, sign(secret, older))).toBe(200)
    const talk = await claim(house.agent, x.channel)
    expect((await talk.messages()).map((one) => one.text)).toEqual(['five times'])
    expect(inbound(house.hub, x.channel)).toHaveLength(1)
  })

  test('for another account of the app is none of this channel’s', async () => {
    const x = await openX(house)
    const body = JSON.stringify({
      for_user_id: '4242',
      direct_message_events: [
        {
          type: 'message_create',
          id: '1',
          message_create: { sender_id: '7', target: { recipient_id: '4242' }, message_data: { text: 'x' } },
        },
      ],
    })
    expect(await post(x, body, sign(x.account.credentials.consumerSecret, body))).toBe(200)
    expect(inbound(house.hub, x.channel)).toEqual([])
  })
})

test('an encrypted message is told once, also where X names neither whose it is nor which', async () => {
  const x = await openX(house)
  const payload = { conversation_id: `${x.account.id}-4242`, sender_id: '4242', encoded_event: 'BASE64' }
  const told = { event_type: 'chat.received', event_uuid: '0f52b591-4b7e-4f13-92cd-30e6b2a3f18a', payload }
  const send = (data: object): Promise<number> => {
    const body = JSON.stringify({ data })
    return post(x, body, sign(x.account.credentials.consumerSecret, body))
  }
  expect([await send(told), await send(told)]).toEqual([200, 200])
  const talk = await claim(house.agent, x.channel)
  expect((await talk.messages()).map((one) => one.text)).toEqual([expect.stringContaining('Encrypted message')])
  expect(await send({ ...told, event_uuid: 'another' })).toBe(200)
  expect(await talk.messages()).toHaveLength(2)
})

describe('both products', () => {
  test.each([
    ['xaa', 'dm.received', ['dm.received', 'dm.sent', 'dm.read', 'dm.indicate_typing', 'chat.received']],
    ['aaa', 'direct_message_events', []],
  ] as const)('%s: a message and its answer', async (envelope, what, events) => {
    const x = await openX(house, { envelope })
    expect(subscriptions(x)).toEqual(events)
    expect(x.account.account.app.accountActivity).toHaveLength(envelope === 'aaa' ? 1 : 0)
    const [ada, talk] = await x.meet('Ada', 'hello')
    await talk.say('hi Ada')
    expect(x.hooks(what)[0]).toMatchObject({ status: 200 })
    await ada.waitFor('hi Ada')
    await quiet()
    await pass(house, MINUTE)
    expect((await talk.messages()).map((one) => [one.direction, one.text])).toEqual([
      ['in', 'hello'],
      ['out', 'hi Ada'],
    ])
    await pass(house, 11 * MINUTE)
    expect((await x.shown()).health).toMatchObject({ state: 'ok' })
  })

  test('the signs of a customer are the same in both', async () => {
    for (const envelope of ['xaa', 'aaa'] as const) {
      const x = await openX(house, { envelope })
      const [ada, talk] = await x.meet('Ada')
      const feed = await house.agent.live()
      ada.typing()
      await until(() => feed.frames.some(({ type, data }) => type === 'typing' && data.conversationId === talk.id))
      feed.close()
      const message = await talk.say('read this')
      ada.read()
      expect(await talk.becomes(message, 'read')).toMatchObject({ state: 'read' })
    }
  })
})

test('a channel that is removed leaves nothing at X, whatever was entered since', async () => {
  const x = await openX(house, { settings: { comments: true } })
  const { app } = x.account.account
  expect([app.hooks.size, app.activity.size]).not.toEqual([0, 0])
  expect((await house.agent.patch(`/api/channels/${x.channel}`, { credentials: x.credentials() })).status).toBe(200)
  expect((await house.agent.delete(`/api/channels/${x.channel}`)).status).toBe(204)
  expect([app.hooks.size, app.activity.size, app.accountActivity.length]).toEqual([0, 0, 0])
  const ada = x.person('Ada')
  ada.say('anybody?')
  await quiet()
  expect(x.hooks('dm.received')).toEqual([])
  expect((await fetch(x.hookUrl, { method: 'POST', body: '{}' })).status).toBe(404)
})

test('an address that X has lost is red, and enabling the channel enters it again', async () => {
  const x = await openX(house)
  const [hook] = hooksOf(x)
  hook!.stop()
  x.account.account.app.hooks.clear()
  x.account.account.app.activity.clear()
  await pass(house, 11 * MINUTE)
  await x.becomes('broken', 'webhook-missing')
  expect((await house.agent.post(`/api/channels/${x.channel}/enable`)).status).toBe(200)
  await x.meet('Ada')
  await soon(async () => (await x.shown()).health.state === 'ok', 'the green light')
})
