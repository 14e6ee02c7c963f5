import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { signature } from '../harness/qq.ts'
import { until } from '../support/wait.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, type QqChannel, connectQq } from './qq.ts'

/** What happens at the hub's door before a webhook is looked at. */
let atTheDoor: () => Promise<void> = async () => {}

let house: House
let qq: QqChannel
beforeAll(async () => {
  const { webhook, ...rest } = registry.qq
  const verify: NonNullable<typeof webhook>['verify'] = async (request, ctx) => {
    await atTheDoor()
    return webhook!.verify(request, ctx)
  }
  house = await openHouse({ adapters: { ...registry, qq: { ...rest, webhook: { ...webhook!, verify } } } })
  qq = await connectQq(house)
})
afterAll(() => house.stop())
beforeEach(() => {
  house.lab.qq.faults.reset()
  atTheDoor = async () => {}
})

const now = (): string => String(Math.floor(house.clock.now() / 1000))
const rows = (text: string): unknown => house.hub.desk.kit.sql.prepare<{ n: number }>(text).get()?.n
const receipts = (): unknown => rows('SELECT count(*) AS n FROM Receipt')
const hooks = () => house.lab.journal.list({ platform: 'qq', way: 'hook' })

async function post(body: string, headers: Record<string, string> = {}) {
  const response = await fetch(qq.hookUrl, { method: 'POST', body, headers })
  return { status: response.status, text: await response.text() }
}
const asBot = (): Record<string, string> => ({ 'x-bot-appid': qq.bot.appId })
const signedAs = async (body: string, at = now(), secret = qq.secret) => ({
  ...asBot(),
  'x-signature-timestamp': at,
  'x-signature-ed25519': await signature(secret, at, new TextEncoder().encode(body)),
})
const shownTo = async (name: string, text: string): Promise<any[]> => {
  const { body } = await house.agent.get('/api/conversations?view=open&limit=200')
  return (body.items as any[]).filter(({ preview }) => preview === `${name}: ${text}` || preview === text)
}

test('the address is proved by a signature, and only for a check that QQ could have made', async () => {
  expect(hooks().at(-1)).toMatchObject({ what: 'op 13', status: 200 })
  const check = (d: object): string => JSON.stringify({ op: 13, d })
  const good = (): string => check({ plain_token: 'Arq0D5A61EgUu4OxUvOp', event_ts: now() })
  const expected = await signature(qq.secret, now(), new TextEncoder().encode('Arq0D5A61EgUu4OxUvOp'))
  const answer = await post(good(), asBot())
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text)).toEqual({ plain_token: 'Arq0D5A61EgUu4OxUvOp', signature: expected })
  expect(await post(good(), await signedAs(good()))).toMatchObject({ status: 200 })

  const at = (seconds: number): string => String(Number(now()) + seconds)
  const refused: [number, string, Record<string, string>][] = [
    [401, good(), {}],
    [403, good(), { 'x-bot-appid': '102000099' }],
    [403, good(), await signedAs(good(), now(), 'another-secret')],
    [401, good(), await signedAs(good(), at(-601))],
    [401, good(), { ...asBot(), 'x-signature-ed25519': '00'.repeat(64) }],
    [401, `${good()}${' '.repeat(1024)}`, asBot()],
    [401, '{"op":13', asBot()],
    ...[
      { plain_token: 'a', event_ts: at(-601) },
      { plain_token: 'a', event_ts: at(601) },
      { plain_token: 'a', event_ts: Number(now()) },
      { plain_token: 'a', event_ts: `${now()}{` },
      { plain_token: 'a', event_ts: '' },
      { plain_token: '{"op":0,"t":"C2C_MESSAGE_CREATE"}', event_ts: now() },
      { plain_token: 'a'.repeat(65), event_ts: now() },
      { plain_token: '', event_ts: now() },
      { plain_token: 7, event_ts: now() },
      { event_ts: now() },
      { plain_token: 'a' },
    ].map((d): [number, string, Record<string, string>] => [403, check(d), asBot()]),
  ]
  for (const [status, body, headers] of refused) expect({ body, ...(await post(body, headers)) }).toEqual({ body, status, text: '' })
  expect(receipts()).toBe(0)
})

test('an event that is forged, unsigned or stale is refused, and nothing of it is kept', async () => {
  const ada = qq.friend('Ada')
  const before = receipts()
  house.lab.qq.faults.set({ hooks: { secret: 'wrong' } })
  ada.say('forged')
  await house.lab.qq.quiet()
  expect(hooks().at(-1)).toMatchObject({ status: 403, attempt: 1 })
  house.lab.qq.faults.set({ hooks: { secret: 'missing' } })
  ada.say('unsigned')
  await house.lab.qq.quiet()
  expect(hooks().at(-1)).toMatchObject({ status: 401 })
  const body = JSON.stringify({
    op: 0,
    id: 'C2C_MESSAGE_CREATE:x',
    t: 'C2C_MESSAGE_CREATE',
    d: { id: 'x', content: 'stale', author: { user_openid: 'A' } },
  })
  expect(await post(body, await signedAs(body, String(Number(now()) - 601)))).toMatchObject({ status: 401 })
  expect(await post(body, { ...(await signedAs(body)), 'x-bot-appid': '102000099' })).toMatchObject({ status: 403 })
  expect(await post('not json', await signedAs('not json'))).toMatchObject({ status: 400 })
  expect(receipts()).toBe(before)

  house.lab.qq.faults.reset()
  await house.push(2000)
  await soon(async () => (await shownTo('Ada', 'unsigned'))[0], 'what QQ tries again')
})

test('the same again is acknowledged in the same words and kept once', async () => {
  house.lab.qq.faults.set({ hooks: { copies: 5 } })
  const bo = qq.friend('Bo')
  bo.say('five times')
  await house.lab.qq.quiet()
  expect(await qq.bot.redeliver()).toBe(200)
  expect(
    hooks()
      .slice(-2)
      .map(({ response }) => response),
  ).toEqual(['{"op":12,"d":0}', '{"op":12,"d":0}'])
  expect(await qq.bot.replay()).toBe(200)
  expect(rows("SELECT count(*) AS n FROM Message WHERE text = 'five times'")).toBe(1)
  expect(bo.screen()).toMatchObject([{ state: 'delivered' }])

  await house.push(11 * MINUTE)
  expect(await qq.bot.replay()).toBe(401)
  expect(await qq.bot.redeliver()).toBe(200)
  expect(rows("SELECT count(*) AS n FROM Message WHERE text = 'five times'")).toBe(1)
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
  expect(hooks().at(-1)).toMatchObject({ status: 'timeout', retryIn: 2000 })
  resolve()
  await until(() => rows("SELECT count(*) AS n FROM Message WHERE text = 'slowly'") === 1)
  expect(cy.screen()).toMatchObject([{ state: 'sent' }])
  await house.push(2000)
  await until(() => cy.screen()[0]?.state === 'delivered')
  expect(hooks().at(-1)).toMatchObject({ status: 200, attempt: 2, response: '{"op":12,"d":0}' })
  expect(rows("SELECT count(*) AS n FROM Message WHERE text = 'slowly'")).toBe(1)
})

test('what the hub could not take comes again, also when it was not there at all', async () => {
  const di = qq.friend('Di')
  atTheDoor = () => Promise.reject(new Error('stumbled'))
  di.say('into the hole')
  await house.lab.qq.quiet()
  expect(hooks().at(-1)).toMatchObject({ status: 503, retryIn: 2000 })
  atTheDoor = async () => {}
  await house.push(2000)
  await until(() => di.screen()[0]?.state === 'delivered')

  await house.restart(async () => {
    di.say('anybody there?')
    await house.lab.qq.quiet()
    expect(hooks().at(-1)).toMatchObject({ retryIn: 2000 })
    expect(hooks().at(-1)!.status).not.toBe(200)
  })
  await house.push(2000)
  await until(() => di.screen()[1]?.state === 'delivered')
  expect(rows("SELECT count(*) AS n FROM Message WHERE text IN ('into the hole', 'anybody there?')")).toBe(2)
})
