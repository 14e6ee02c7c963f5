import { expect, test } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { call, hub, lab, textsOf, token } from './tools.ts'

async function withAda(options: Parameters<typeof lab>[0] = {}) {
  const started = await lab(options)
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const say = (text: string) => call(started.root, 'sendMessage', { chat_id: ada.id, text })
  return { started, ada, say, faults: started.telegram.faults }
}

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = (await promise.catch((error: unknown) => error)) as { cause?: { code?: string } }
  return error.cause?.code ?? 'none'
}

test('down: refused on its own port, cut through the relay, or a bad gateway', async () => {
  const { started, ada, say, faults } = await withAda()
  const direct = await started.direct(started.telegram)
  const directly = () => call(direct, 'sendMessage', { chat_id: ada.id, text: 'direct' })
  expect((await directly()).status).toBe(200)
  faults.set({ down: 'refused' })
  expect(await codeOf(directly())).toMatch(/ECONNREFUSED|UND_ERR_SOCKET|ECONNRESET/)
  expect(await codeOf(directly())).toBe('ECONNREFUSED')
  expect(await codeOf(say('relay'))).toBe('UND_ERR_SOCKET')
  faults.set({ down: 'bad-gateway' })
  expect((await fetch(`${started.root}/bot${token}/getMe`)).status).toBe(502)
  faults.reset()
  await expect.poll(async () => (await directly()).status, { timeout: 10_000 }).toBe(200)
  expect(ada.screen().filter((one) => one.text === 'relay')).toHaveLength(0)
})

test('the whole lab can be cut off and comes back on the same port', async () => {
  const { started, ada, say } = await withAda()
  await started.disconnect()
  expect(await codeOf(say('nobody there'))).toMatch(/ECONNREFUSED|UND_ERR_SOCKET|ECONNRESET/)
  expect(await codeOf(say('nobody there'))).toBe('ECONNREFUSED')
  await started.reconnect()
  expect((await say('back')).status).toBe(200)
  expect(ada.screen().map((one) => one.text)).toEqual(['/start', 'back'])
})

test('a lost answer: performed, and the connection cut; only the methods named', async () => {
  const { started, ada, say, faults } = await withAda()
  faults.set({ loseAnswers: 1, only: 'send' })
  expect((await call(started.root, 'getMe')).status).toBe(200)
  expect(await codeOf(say('lost'))).toBe('UND_ERR_SOCKET')
  expect((await say('kept')).status).toBe(200)
  expect(ada.screen().map((one) => one.text)).toEqual(['/start', 'lost', 'kept'])
  expect(started.journal.list({ way: 'call', what: 'sendMessage' }).map((entry) => entry.status)).toEqual(['lost', 200])
})

test('too many, for the next calls; revoked, until it is taken back', async () => {
  const { started, ada, say, faults } = await withAda()
  faults.set({ tooMany: 2, retryAfter: 7 })
  for (const _ of [1, 2]) expect((await say('x')).body).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
  expect((await say('x')).status).toBe(200)
  faults.set({ unauthorized: true })
  expect((await say('x')).body).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  faults.reset()
  started.telegram.revoke(token)
  expect((await say('x')).status).toBe(401)
  expect(ada.screen()).toHaveLength(2)
})

test('slow: nothing happens before its time', async () => {
  const clock = new FakeClock()
  const { ada, say, faults } = await withAda({ clock })
  faults.set({ slowMs: 20_000 })
  const sent = say('late')
  await expect.poll(() => clock.next(), { timeout: 10_000 }).toBeDefined()
  clock.advance(19_999)
  expect(ada.screen()).toHaveLength(1)
  clock.advance(1)
  expect((await sent).status).toBe(200)
})

test('webhooks: a wrong or missing secret, several copies at once', async () => {
  const { started, ada, faults } = await withAda()
  const server = await hub()
  await call(started.root, 'setWebhook', { url: server.url, secret_token: 'right' })
  await started.telegram.quiet()
  faults.set({ hooks: { secret: 'wrong' } })
  ada.say('a')
  await started.telegram.quiet()
  faults.set({ hooks: { secret: 'missing', copies: 3 } })
  ada.say('b')
  await started.telegram.quiet()
  const header = 'x-telegram-bot-api-secret-token'
  expect(server.hits.map((hit) => hit.headers[header])).toEqual(['right', 'rightx', undefined, undefined, undefined])
  expect(new Set(server.hits.slice(2).map((hit) => hit.update.update_id)).size).toBe(1)
})

test('webhooks: newer overtake older, none is lost', async () => {
  const clock = new FakeClock()
  const { started, ada, faults } = await withAda({ clock })
  const server = await hub()
  await call(started.root, 'setWebhook', { url: server.url })
  await started.telegram.quiet()
  faults.set({ hooks: { shuffle: true } })
  for (const text of ['a', 'b', 'c']) ada.say(text)
  await started.telegram.quiet()
  clock.advance(1000)
  await started.telegram.quiet()
  expect(textsOf(server.hits).slice(1)).not.toEqual(['a', 'b', 'c'])
  expect(textsOf(server.hits).slice(1)).toEqual(expect.arrayContaining(['a', 'b', 'c']))
})
