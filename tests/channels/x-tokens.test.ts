import { cpSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { createTestFolder } from '../support/folder.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, type XRoom, openX, pass, told } from './x.ts'

/** What happens when a message is about to be sent, before X hears of it. */
let atSend: () => Promise<void> | void = () => {}

let house: House
beforeAll(async () => {
  const { send } = registry.x
  const watched: typeof send = (ctx, out) => {
    const fetch: typeof ctx.fetch = async (request, init) => {
      if (String(request).endsWith('/messages')) await atSend()
      return ctx.fetch(request, init)
    }
    return send({ ...ctx, fetch }, out)
  }
  house = await openHouse({ adapters: { ...registry, x: { ...registry.x, send: watched } } })
})
afterAll(() => house.stop())
beforeEach(() => {
  atSend = () => {}
  house.lab.x.faults.reset()
})

const statuses = (x: XRoom) => x.calls('messages').map(({ status }) => status)
/** What X answers to a refresh token that somebody else presents. */
const present = async (x: XRoom, refreshToken: string): Promise<number> => {
  const { clientId, clientSecret } = x.account.credentials
  const response = await fetch(`${house.lab.url}/api.x.com/2/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  })
  return response.status
}

describe('an access token', () => {
  test('that ends just before a message is sent is replaced, and the message arrives once', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const [ada, talk] = await x.meet('Ada')
    let ended = false
    atSend = () => {
      if (!ended) x.account.account.tokens.clear()
      ended = true
    }
    const before = x.calls('token').length
    await talk.say('once')
    const tries = house.lab.journal.list({ platform: 'x', way: 'call', what: 'messages' })
    expect(tries.slice(-2).map(({ status }) => status)).toEqual([401, 201])
    expect(x.calls('token')).toHaveLength(before + 1)
    expect(told(ada)).toEqual(['once'])
    expect((await x.shown()).health.state).toBe('ok')
  })

  test('that all conversations are refused with is replaced once', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const met = []
    for (let count = 0; count < 8; count++) met.push(await x.meet(`Ada ${count}`))
    const before = x.calls('token').length
    x.account.account.tokens.clear()
    await Promise.all(met.map(([, talk], index) => talk.say(`hello ${index}`)))
    expect(met.map(([person]) => told(person))).toEqual(met.map((_, index) => [`hello ${index}`]))
    expect(x.calls('token')).toHaveLength(before + 1)
    expect(house.trace.filter((line) => line.includes('"code":"auth"') && line.includes(x.channel))).toEqual([])
  })

  test('is renewed before its two hours are over, so that no message meets its end', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const [ada, talk] = await x.meet('Ada')
    for (let hours = 0; hours < 3; hours++) {
      await talk.say(`after ${hours * 2} hours`)
      await pass(house, 119 * MINUTE)
    }
    expect(told(ada)).toHaveLength(3)
    expect(statuses(x)).toEqual([201, 201, 201])
  })
})

describe('a refresh token', () => {
  test('goes on working after the hub was restarted, and the one before is dead', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const entered = x.credentials()['refreshToken']!
    const [ada, talk] = await x.meet('Ada')
    for (let round = 0; round < 2; round++) {
      await house.restart()
      await pass(house, 121 * MINUTE)
      await talk.say(`round ${round}`)
    }
    expect(told(ada)).toEqual(['round 0', 'round 1'])
    expect(await present(x, entered)).toBe(400)
    expect((await x.shown()).health.state).toBe('ok')
  })

  test('is not lost when the hub dies with the first use of what came with it', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const [ada, talk] = await x.meet('Ada')
    await talk.say('before')
    const used = x.account.credentials.refreshToken
    x.account.account.tokens.clear()
    const image = createTestFolder()
    let tries = 0
    atSend = () => {
      // The first is refused for its token, the second is made with the new one.
      if (++tries !== 2) return
      cpSync(house.dataDir, image.path, { recursive: true })
      throw new Error('the hub is dead')
    }
    const { body } = await talk.reply('the last word')
    await talk.becomes(body, 'unknown')
    expect(x.account.credentials.refreshToken).not.toBe(used)
    expect(await present(x, used)).toBe(400)
    await house.restart(() => {
      rmSync(house.dataDir, { recursive: true })
      cpSync(image.path, house.dataDir, { recursive: true })
      image.remove()
    })
    // It was under way: whether it arrived is not known to the hub that rises.
    expect(await talk.becomes(body, 'unknown')).toMatchObject({ error: { code: 'interrupted' } })
    await pass(house, 121 * MINUTE)
    await talk.say('after')
    await talk.retry(body)
    await talk.becomes(body, 'sent')
    expect(told(ada)).toEqual(['before', 'after', 'the last word'])
    expect((await x.shown()).health.state).toBe('ok')
  })

  test('whose answer was lost is gone: the light says so, and nothing is sent with what is left', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const [ada, talk] = await x.meet('Ada')
    await pass(house, 121 * MINUTE)
    await soon(async () => x.calls('dm_events').length > 1, 'the looks of these hours')
    x.account.account.tokens.clear()
    house.lab.x.faults.set({ loseAnswers: 1, only: 'token' })
    const { body } = await talk.reply('wait')
    await soon(async () => (await talk.messages()).at(-1).error?.code === 'network', 'the loss')
    expect(x.calls('token').at(-1)).toMatchObject({ status: 'lost' })
    await pass(house, MINUTE)
    await x.becomes('broken', 'auth')
    expect((await talk.messages()).find(({ id }) => id === body.id)).toMatchObject({ state: 'queued' })
    expect(told(ada)).toEqual([])
  })
})

test.each(['oauth1', 'oauth2'] as const)(
  'a permission that is taken back turns the light red at once; what is to be sent waits for new credentials (%s)',
  async (by) => {
    const x = await openX(house, { by })
    const [[ada, one], [bo, two]] = [await x.meet('Ada'), await x.meet('Bo')]
    x.account.revoke()
    const health = await x.becomes('broken', 'auth')
    expect(health.advice.text).toBe(by === 'oauth1' ? 'Unauthorized' : 'Value passed for the token was invalid.')
    for (const words of ['a', 'b', 'c']) expect((await one.reply(words)).status).toBe(202)
    expect((await two.reply('d')).status).toBe(202)
    ada.say('said while nobody was told')
    await pass(house, 3 * MINUTE)
    expect(await x.shown()).toMatchObject({ state: 'broken', waitingSends: 4 })
    expect(statuses(x)).toEqual([])

    x.account.authorise()
    const { status } = await house.agent.patch(`/api/channels/${x.channel}`, { credentials: x.credentials() })
    expect(status).toBe(200)
    expect((await house.agent.post(`/api/channels/${x.channel}/enable`)).body).toMatchObject({ state: 'live' })
    await soon(async () => (await x.shown()).waitingSends === 0, 'all to be sent')
    expect([told(ada), told(bo)]).toEqual([['a', 'b', 'c'], ['d']])
    expect(statuses(x)).toEqual([201, 201, 201, 201])
    // And what was missed meanwhile is looked up.
    await soon(async () => (await one.messages()).some((message) => message.text === 'said while nobody was told'), 'what was said')
    bo.say('hello again')
    await soon(async () => (await two.messages()).some((message) => message.text === 'hello again'), 'what is said now')
  },
)

test('wrong keys are told to the admin in X’s words, and nothing is registered', async () => {
  const x = await openX(house, { by: 'oauth2' })
  const { app } = house.lab.x.account({ name: 'Other' }).account
  const credentials = { ...x.credentials(), apiKey: app.consumerKey, apiSecret: 'not-the-secret' }
  const { body } = await house.agent.post('/api/channels', { kind: 'x', name: 'Other', credentials, settings: {} })
  const enabled = await house.agent.post(`/api/channels/${body.id}/enable`)
  expect(enabled).toMatchObject({ status: 422, body: { code: 'channel-auth' } })
  expect(app.hooks.size).toBe(0)
  expect((await house.agent.get(`/api/channels/${body.id}`)).body.state).toBe('draft')
})
