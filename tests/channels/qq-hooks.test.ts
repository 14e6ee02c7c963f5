import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { qq as adapter } from '../../adapters/qq/index.ts'
import { registry } from '../../adapters/registry.node.ts'
import { signature } from '../harness/qq.ts'
import { until } from '../support/wait.ts'
import { inbound } from './desk.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, type QqChannel, connectQq } from './qq.ts'

/** What happens to a webhook before the hub looks at it. */
let atTheDoor: () => Promise<void> = async () => {}

let house: House
let qq: QqChannel
beforeAll(async () => {
  const webhook: NonNullable<typeof adapter.webhook> = {
    ...adapter.webhook!,
    async verify(request, ctx) {
      await atTheDoor()
      return adapter.webhook!.verify(request, ctx)
    },
  }
  house = await openHouse({ adapters: { ...registry, qq: { ...adapter, webhook } as typeof registry.qq } })
  qq = await connectQq(house)
})
afterAll(() => house.stop())
beforeEach(() => {
  house.lab.qq.faults.reset()
  atTheDoor = async () => {}
})

const TAKEN = '{"op":12,"d":0}'
const seconds = (): number => Math.floor(house.clock.now() / 1000)
const kept = (): number => inbound(house.hub, qq.id).length
/** How often a customer's words are in the hub. */
const said = (text: string) =>
  house.hub.desk.kit.sql.prepare<{ n: number }>("SELECT count(*) AS n FROM Message WHERE text = ? AND direction = 'in'").get(text)?.n
/** How QQ fared with an event: a try each. */
const tries = (text: string) =>
  house.lab.journal
    .list({ platform: 'qq', way: 'hook' })
    .filter(({ request }) => (request as { d: { content?: string } }).d.content === text)

async function post(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(qq.hookUrl, { method: 'POST', body, headers })
  return { status: response.status, text: await response.text() }
}
const asBot = (): Record<string, string> => ({ 'x-bot-appid': qq.bot.appId })
const sign = (text: string, secret = qq.secret): Promise<string> => signature(secret, '', new TextEncoder().encode(text))
const signed = async (body: string, at = seconds(), secret = qq.secret): Promise<Record<string, string>> => ({
  ...asBot(),
  'x-signature-timestamp': String(at),
  'x-signature-ed25519': await sign(`${at}${body}`, secret),
})

test('the address is proved by a signature, and only for a check that QQ could have made', async () => {
  expect(house.lab.journal.list({ platform: 'qq', way: 'hook' })).toMatchObject([{ what: 'op 13', status: 200 }])
  const now = seconds()
  const check = (d: object): string => JSON.stringify({ op: 13, d })
  const good = check({ plain_token: 'Arq0D5A61EgUu4OxUvOp', event_ts: String(now) })
  const proof = JSON.stringify({ plain_token: 'Arq0D5A61EgUu4OxUvOp', signature: await sign(`${now}Arq0D5A61EgUu4OxUvOp`) })
  expect(await post(good, asBot())).toEqual({ status: 200, text: proof })
  expect(await post(good, await signed(good))).toEqual({ status: 200, text: proof })

  const refused: [status: number, body: string, headers: Record<string, string>][] = [
    [401, good, {}],
    [403, good, { 'x-bot-appid': '102000099' }],
    [403, good, await signed(good, now, 'another-secret')],
    [401, good, await signed(good, now - 660)],
    [401, good, { ...asBot(), 'x-signature-ed25519': '00'.repeat(64) }],
    [401, `${good}${' '.repeat(1024)}`, asBot()],
    [401, '{"op":13', asBot()],
    ...[
      { plain_token: 'a', event_ts: String(now - 660) },
      { plain_token: 'a', event_ts: String(now + 660) },
      { plain_token: 'a', event_ts: now },
      { plain_token: 'a', event_ts: `${now}{` },
      { plain_token: 'a', event_ts: '' },
      { plain_token: '{"op":0,"t":"C2C_MESSAGE_CREATE"}', event_ts: String(now) },
      { plain_token: 'a'.repeat(65), event_ts: String(now) },
      { plain_token: '', event_ts: String(now) },
      { plain_token: 7, event_ts: String(now) },
      { event_ts: String(now) },
      { plain_token: 'a' },
    ].map((d): [number, string, Record<string, string>] => [403, check(d), asBot()]),
  ]
  for (const [status, body, headers] of refused) expect({ body, ...(await post(body, headers)) }).toEqual({ body, status, text: '' })
  expect(kept()).toBe(0)
})

test('an event that is forged, unsigned, stale or for another bot is refused, and nothing of it is kept', async () => {
  const ada = qq.friend('Ada')
  const before = kept()
  for (const [secret, status] of [
    ['wrong', 403],
    ['missing', 401],
  ] as const) {
    house.lab.qq.faults.set({ hooks: { secret } })
    ada.say(secret)
    await house.lab.qq.quiet()
    expect(tries(secret)[0]).toMatchObject({ status, attempt: 1 })
  }
  const d = { id: 'x', content: 'stale', author: { user_openid: 'A' } }
  const body = JSON.stringify({ op: 0, id: 'C2C_MESSAGE_CREATE:x', t: 'C2C_MESSAGE_CREATE', d })
  expect((await post(body, await signed(body, seconds() - 660))).status).toBe(401)
  expect((await post(body, { ...(await signed(body)), 'x-bot-appid': '102000099' })).status).toBe(403)
  expect((await post('no JSON', await signed('no JSON'))).status).toBe(400)
  expect(kept()).toBe(before)

  house.lab.qq.faults.reset()
  await house.push(2000)
  await until(() => said('wrong') === 1 && said('missing') === 1, 'what QQ sends again, signed')
})

test('the same again is acknowledged in the same words and kept once', async () => {
  house.lab.qq.faults.set({ hooks: { copies: 5 } })
  const before = kept()
  const bo = qq.friend('Bo')
  bo.say('five times')
  await house.lab.qq.quiet()
  house.lab.qq.faults.reset()
  expect(await qq.bot.redeliver()).toBe(200)
  expect(tries('five times')).toMatchObject([{ response: TAKEN }, { response: TAKEN }])
  expect(await qq.bot.replay()).toBe(200)
  expect([kept() - before, said('five times')]).toEqual([1, 1])
  expect(bo.screen()).toMatchObject([{ state: 'delivered' }])

  await house.push(11 * MINUTE)
  expect(await qq.bot.replay()).toBe(401)
  expect(await qq.bot.redeliver()).toBe(200)
  expect([kept() - before, said('five times')]).toEqual([1, 1])
})

test('an answer that came too late is one that QQ has not seen: what it sends again is known', async () => {
  const cy = qq.friend('Cy')
  const { promise, resolve } = Promise.withResolvers<void>()
  let waiting = 0
  atTheDoor = () => {
    waiting++
    return promise
  }
  cy.say('slowly')
  await until(() => waiting === 1)
  await house.push(3001)
  await house.lab.qq.quiet()
  expect(tries('slowly')).toMatchObject([{ status: 'timeout', retryIn: 2000 }])
  resolve()
  await until(() => said('slowly') === 1)
  expect(cy.screen()).toMatchObject([{ state: 'sent' }])
  await house.push(2000)
  await until(() => cy.screen()[0]?.state === 'delivered')
  expect(tries('slowly')[1]).toMatchObject({ status: 200, attempt: 2, response: TAKEN })
  expect(said('slowly')).toBe(1)
})

test('what the hub could not take comes again, also when it was not there at all', async () => {
  const di = qq.friend('Di')
  atTheDoor = () => Promise.reject(new Error('stumbled'))
  di.say('into the hole')
  await house.lab.qq.quiet()
  expect(tries('into the hole')).toMatchObject([{ status: 503, retryIn: 2000 }])
  atTheDoor = async () => {}
  await house.push(2000)
  await until(() => di.screen()[0]?.state === 'delivered')

  await house.restart(async () => {
    di.say('anybody there?')
    await house.lab.qq.quiet()
    expect(tries('anybody there?')).toMatchObject([{ status: expect.stringMatching(/refused|closed/), retryIn: 2000 }])
  })
  await house.push(2000)
  await until(() => di.screen()[1]?.state === 'delivered')
  expect([said('into the hole'), said('anybody there?')]).toEqual([1, 1])
})
