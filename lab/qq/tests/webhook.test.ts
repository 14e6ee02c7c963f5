import { expect, test } from 'vitest'
import { appId, hub, minute, run, secret, second, setUp, talking, verify, type Hit } from './tools.ts'

const contents = (hits: Hit[]): unknown[] => hits.map(({ payload }) => payload.d['content'])
const genuine = ({ raw, headers }: Hit): Promise<boolean> =>
  verify(secret, String(headers['x-signature-timestamp']) + raw, String(headers['x-signature-ed25519'] ?? '00'.repeat(64)))

test('an address is saved when it signs the token', async () => {
  const { bot, qq, journal } = await setUp()
  const server = await hub()
  server.secret = 'another'
  await expect(bot.configure({ url: server.url })).rejects.toThrow('wrong signature')
  const ada = qq.person({ name: 'Ada', bot })
  ada.start()
  await qq.quiet()
  expect(server.hits).toEqual([])
  server.secret = secret
  await bot.configure({ url: server.url })
  ada.say('hello')
  await qq.quiet()
  expect(contents(server.hits)).toEqual(['hello'])
  server.stop()
  await expect(bot.configure({ url: server.url })).rejects.toThrow(/answered (refused|closed)/)
  expect(journal.list({ what: 'op 13' })).toHaveLength(3)
})

test.each(['http://example.com/hook', 'https://example.com:444/hook', 'hook'])('%s is no callback address', async (url) => {
  const { bot } = await setUp()
  await expect(bot.configure({ url })).rejects.toThrow('回调地址不合法')
})

test.each(['', ':443', ':80', ':8080', ':8443'])('https on port %s is one, and can be mapped to the machine', async (port) => {
  const server = await hub()
  const origin = new URL(`https://hub.example${port}`).origin
  const { bot } = await setUp({ hosts: { [origin]: new URL(server.url).origin }, signChallenge: true })
  await bot.configure({ url: `https://hub.example${port}/hook` })
  expect(bot.hook.target?.href).toBe(server.url)
})

test('events are signed, say whom they are for, and are numbered', async () => {
  const { ada, hub: server, qq, clock } = await talking()
  ada.say('你好')
  ada.say('again')
  await qq.quiet()
  const [first, next] = server.hits
  expect(first!.headers).toMatchObject({ 'user-agent': 'QQBot-Callback', 'x-bot-appid': appId })
  expect(first!.headers['x-signature-timestamp']).toBe(String(clock.now() / 1000))
  expect(await genuine(first!)).toBe(true)
  expect(first!.payload).toMatchObject({ op: 0, t: 'C2C_MESSAGE_CREATE', s: 1 })
  expect(next!.payload.s).toBe(2)
  expect(ada.screen().map(({ state }) => state)).toEqual(['delivered', 'delivered'])
})

test.each([
  ['d:1', { body: '{"op":12,"d":1}' }],
  ['a 500', { status: 500 }],
  ['a redirect', { status: 302 }],
])('%s is tried again, then given up', async (_name, refusal) => {
  const setting = await talking()
  const { ada, hub: server, clock, journal } = setting
  server.answer = () => refusal
  const begin = clock.now()
  ada.say('hello')
  await run(setting, 10 * minute)
  const entries = journal.list({ what: 'C2C_MESSAGE_CREATE' })
  expect(entries.map(({ at }) => (at - begin) / second)).toEqual([0, 2, 12, 72, 372])
  expect(entries.map(({ retryIn }) => retryIn)).toEqual([2000, 10_000, 60_000, 300_000, null])
  expect(entries.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5])
  expect(new Set(server.hits.map(({ payload }) => payload.d['id'])).size).toBe(1)
  expect(ada.screen()).toMatchObject([{ state: 'sent' }])
})

test('an answer after three seconds is none; the next attempt is acknowledged', async () => {
  const setting = await talking()
  const { ada, hub: server, clock, journal } = setting
  const arrived = Promise.withResolvers<void>()
  server.answer = () => {
    if (server.hits.length > 1) return {}
    arrived.resolve()
    return new Promise(() => undefined)
  }
  ada.say('hello')
  await arrived.promise
  clock.advance(3 * second)
  await run(setting, 2 * second)
  expect(journal.list({ what: 'C2C_MESSAGE_CREATE' }).map(({ status }) => status)).toEqual(['timeout', 200])
  expect(ada.screen()).toMatchObject([{ state: 'delivered' }])
})

test('other answers with 2xx are acknowledgements too', async () => {
  const setting = await talking()
  const answers = [{ status: 204, body: '' }, { body: 'ok' }, { body: '{"d":{},"op":12}' }]
  setting.hub.answer = () => answers.shift() ?? {}
  for (const text of ['a', 'b', 'c']) setting.ada.say(text)
  await run(setting, minute)
  expect(contents(setting.hub.hits)).toEqual(['a', 'b', 'c'])
})

test('forged, unsigned, copied, repeated and replayed', async () => {
  const { ada, hub: server, qq, bot, clock } = await talking()
  for (const secret of ['wrong', 'missing'] as const) {
    qq.faults.set({ hooks: { secret } })
    ada.say(secret)
  }
  await qq.quiet()
  qq.faults.reset()
  qq.faults.set({ hooks: { copies: 3 } })
  ada.say('thrice')
  await qq.quiet()
  qq.faults.reset()
  clock.advance(10 * minute)
  expect(await bot.redeliver()).toBe(200)
  expect(await bot.replay()).toBe(200)
  expect(contents(server.hits)).toEqual(['wrong', 'missing', 'thrice', 'thrice', 'thrice', 'thrice', 'thrice'])
  expect(await Promise.all(server.hits.map(genuine))).toEqual([false, false, true, true, true, true, true])
  expect(server.hits[1]!.headers).not.toHaveProperty('x-signature-ed25519')
  const ages = server.hits.slice(2).map(({ headers }) => clock.now() / 1000 - Number(headers['x-signature-timestamp']))
  expect(ages).toEqual([600, 600, 600, 0, 0])
  clock.advance(10 * minute)
  await bot.replay()
  expect(Number(server.hits.at(-1)!.headers['x-signature-timestamp'])).toBe(clock.now() / 1000 - 600)
})

test('a chat keeps its order unless newer events are to overtake', async () => {
  const setting = await talking()
  const { ada, hub: server, qq, clock } = setting
  for (let n = 1; n <= 5; n++) ada.say(`${n}`)
  await qq.quiet()
  expect(contents(server.hits)).toEqual(['1', '2', '3', '4', '5'])
  server.hits.length = 0
  qq.faults.set({ hooks: { shuffle: true } })
  ada.say('6')
  await qq.quiet()
  expect(server.hits).toEqual([])
  ada.say('7')
  await qq.quiet()
  expect(contents(server.hits)).toEqual(['7', '6'])
  ada.say('alone')
  clock.advance(second)
  await qq.quiet()
  expect(contents(server.hits)).toEqual(['7', '6', 'alone'])
})
