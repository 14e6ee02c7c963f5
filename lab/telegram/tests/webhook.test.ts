import { expect, test } from 'vitest'
import { FakeClock } from '../../clock.ts'
import type { Lab } from '../../server.ts'
import { call, hub, lab, textsOf, token, type Hub } from './tools.ts'

const second = 1000
const hour = 3600 * second

async function setUp(
  options: Record<string, unknown> = {},
  random = () => 0,
): Promise<{ started: Lab & { root: string }; clock: FakeClock; server: Hub }> {
  const clock = new FakeClock()
  const started = await lab({ clock, random })
  const server = await hub()
  await call(started.root, 'setWebhook', { url: server.url, ...options })
  return { started, clock, server }
}

/** Lets the clock run to `end`, stopping at each timer until the deliveries it starts are through. */
async function run(started: Lab, clock: FakeClock, end: number): Promise<void> {
  for (;;) {
    await started.telegram.quiet()
    const next = clock.next()
    if (next === undefined || next > end) break
    clock.advance(next - clock.now())
  }
  clock.advance(Math.max(0, end - clock.now()))
  await started.telegram.quiet()
}

const attempts = (started: Lab): number[] => {
  const entries = started.journal.list({ way: 'hook' })
  return entries.map((entry) => (entry.at - entries[0]!.at) / second)
}

test('a failing update is tried at once, then after 2, 4, 8 … s, capped at 60 s, and dropped after a day', async () => {
  const { started, clock, server } = await setUp()
  server.answer = () => ({ status: 500 })
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const begin = clock.now()
  await run(started, clock, begin + 25 * hour)
  const times = attempts(started)
  expect(times.slice(0, 10)).toEqual([0, 0, 2, 6, 14, 30, 62, 122, 182, 242])
  const last = started.journal.list({ way: 'hook' }).at(-1)!
  expect(last.retryIn).toBeNull()
  expect(last.at + 60 * second).toBeGreaterThan(begin + 24 * hour)
  expect(last.at).toBeLessThanOrEqual(begin + 24 * hour)
  expect((await call(started.root, 'getWebhookInfo')).body.result).toMatchObject({
    pending_update_count: 0,
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  })
})

test('the cap is a random number of seconds from 60 to 120', async () => {
  const { started, clock, server } = await setUp({}, () => 0.9999)
  server.answer = () => ({ status: 503 })
  started.telegram.person({ name: 'Ada' }).start()
  await run(started, clock, clock.now() + 600 * second)
  expect(attempts(started)).toEqual([0, 0, 2, 6, 14, 30, 62, 126, 246, 366, 486])
})

test('Retry-After is obeyed, up to an hour, and does not double the delay', async () => {
  const { started, clock, server } = await setUp()
  const answers: Record<string, string>[] = [{ 'retry-after': '30' }, { 'retry-after': '999999' }, {}, {}]
  server.answer = () => {
    const headers = answers.shift()
    return headers === undefined ? {} : { status: 429, headers }
  }
  started.telegram.person({ name: 'Ada' }).start()
  await run(started, clock, clock.now() + 3 * hour)
  expect(attempts(started)).toEqual([0, 30, 3630, 3632, 3636])
})

test('a failing chat holds up itself alone, and keeps its order', async () => {
  const { started, clock, server } = await setUp()
  const ada = started.telegram.person({ name: 'Ada' })
  const bo = started.telegram.person({ name: 'Bo' })
  ada.start()
  bo.start()
  await started.telegram.quiet()
  let broken = true
  server.answer = (update) => (broken && update.message?.from.id === ada.id ? { status: 500 } : {})
  ada.say('a1')
  ada.say('a2')
  for (const text of ['b1', 'b2', 'b3']) bo.say(text)
  await started.telegram.quiet()
  const isBo = (text: string | undefined): boolean => text?.startsWith('b') === true
  expect(textsOf(server.hits).filter(isBo)).toEqual(['b1', 'b2', 'b3'])
  expect(textsOf(server.hits)).not.toContain('a2')
  broken = false
  await run(started, clock, clock.now() + 10 * second)
  expect([...new Set(textsOf(server.hits).filter((text) => text?.startsWith('a')))]).toEqual(['a1', 'a2'])
  expect(ada.screen().map((one) => one.state)).toEqual(['delivered', 'delivered', 'delivered'])
})

test('numbers grow by one, and a press does not wait behind a failing message of its chat', async () => {
  const { started, server } = await setUp()
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  await call(started.root, 'sendMessage', {
    chat_id: ada.id,
    text: 'Choose',
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] },
  })
  server.answer = (update) => (update.message === undefined ? {} : { status: 500 })
  ada.say('stuck')
  ada.press('Yes')
  await started.telegram.quiet()
  const kinds = server.hits.map(({ update }) => [update.update_id - server.hits[0]!.update.update_id, update.callback_query?.data] as const)
  expect(kinds).toContainEqual([2, 'y'])
})

test('a press is given up after 150 seconds', async () => {
  const { started, clock, server } = await setUp()
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] }
  await call(started.root, 'sendMessage', { chat_id: ada.id, text: 'Choose', reply_markup: markup })
  server.answer = (update) => (update.callback_query === undefined ? {} : { status: 500 })
  const id = ada.press('Yes')
  await run(started, clock, clock.now() + 400 * second)
  const presses = started.journal.list({ way: 'hook', what: 'callback_query' })
  expect(presses.at(-1)!.retryIn).toBeNull()
  expect(presses.at(-1)!.at - presses[0]!.at).toBeLessThanOrEqual(150 * second)
  expect((await call(started.root, 'answerCallbackQuery', { callback_query_id: id })).body.description).toBe(
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  )
})

test('at most max_connections run at once, and connections are kept alive', async () => {
  const { started, server } = await setUp({ max_connections: 3 })
  let open = 0
  let most = 0
  const waiting: (() => void)[] = []
  server.answer = async () => {
    most = Math.max(most, ++open)
    if (waiting.length + 1 < 3) await new Promise<void>((resolve) => void waiting.push(resolve))
    else for (const go of waiting.splice(0)) go()
    open--
    return {}
  }
  for (let number = 0; number < 12; number++) started.telegram.person({ name: `P${number}` }).start()
  await started.telegram.quiet()
  expect(server.hits).toHaveLength(12)
  expect(most).toBe(3)
  expect(new Set(server.hits.map((hit) => hit.socket)).size).toBe(3)
})

test('410 for 23 hours closes the webhook; updates stay for polling', async () => {
  const { started, clock, server } = await setUp()
  const ada = started.telegram.person({ name: 'Ada' })
  server.answer = () => ({ status: 410 })
  ada.start()
  await run(started, clock, clock.now() + 22 * hour)
  expect((await call(started.root, 'getWebhookInfo')).body.result).toMatchObject({ url: server.url })
  ada.say('later')
  await run(started, clock, clock.now() + 2 * hour)
  expect((await call(started.root, 'getWebhookInfo')).body.result).toMatchObject({ url: '' })
  const { body } = await call(started.root, 'getUpdates')
  expect((body.result as { message: { text: string } }[]).map((update) => update.message.text)).toContain('later')
})

test('the secret comes in clear, an answer can be a method call, and a dead server is an error like any other', async () => {
  const { started, clock, server } = await setUp({ secret_token: 'abc_-1' })
  server.answer = (update) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'sendMessage', chat_id: update.message!.chat.id, text: 'inline' }),
  })
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  await ada.waitFor('inline')
  expect(server.hits[0]!.headers).toMatchObject({
    'x-telegram-bot-api-secret-token': 'abc_-1',
    'content-type': 'application/json',
    'accept-encoding': 'gzip, deflate',
  })
  await call(started.root, 'setWebhook', { url: 'http://127.0.0.1:1/nobody' })
  await started.telegram.quiet()
  clock.advance(second)
  await call(started.root, 'setWebhook', { url: 'http://127.0.0.1:1/nobody' })
  ada.say('anyone?')
  await started.telegram.quiet()
  expect(started.journal.list({ way: 'hook' }).at(-1)).toMatchObject({ status: 'refused', attempt: 2, retryIn: 2000 })
  expect((await call(started.root, 'getWebhookInfo')).body.result).toMatchObject({
    pending_update_count: 1,
    last_error_message: 'Connection refused',
  })
})

test.each([
  ['http://example.com/h', 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'],
  ['https://example.com:444/h', 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443'],
])('%s is no webhook', async (url, description) => {
  const started = await lab()
  expect((await call(started.root, 'setWebhook', { url })).body).toMatchObject({ error_code: 400, description })
})

test.each([
  ['a b', 'Bad Request: secret token contains unallowed characters'],
  ['x'.repeat(257), 'Bad Request: secret token is too long'],
])('a secret must be 1 to 256 of A-Za-z0-9_- (%#)', async (secret, description) => {
  const started = await lab()
  const url = 'http://127.0.0.1:1/'
  expect((await call(started.root, 'setWebhook', { url, secret_token: secret })).body).toMatchObject({ error_code: 400, description })
  expect((await call(started.root, 'setWebhook', { url, secret_token: 'x'.repeat(256) })).body.ok).toBe(true)
})

test('a public address can be mapped to the machine', async () => {
  const server = await hub()
  const started = await lab({ telegram: { hosts: { 'https://hub.example': new URL(server.url).origin } } })
  await call(started.root, 'setWebhook', { url: 'https://hub.example/hook' }, token)
  started.telegram.person({ name: 'Ada' }).start()
  await started.telegram.quiet()
  expect(textsOf(server.hits)).toEqual(['/start'])
})
