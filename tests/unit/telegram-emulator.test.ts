import { createServer } from 'node:net'
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { telegram } from '../../adapters/telegram/index.ts'
import { contextOf } from '../contract/harness.ts'
import { type Loopback, loopback } from '../harness/loopback.ts'
import { telegramHarness } from '../harness/telegram.ts'

// An emulator that others wrote: what our own reads out of the Bot API and what it does must not be the same mistake.

const harness = telegramHarness(loopback)
const arrived: unknown[] = []
let emulator: TelegramServer
let hook: Loopback

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })

const ctx = () =>
  contextOf(harness, {
    fetch: (request, init) => {
      const call = new Request(request, init)
      return fetch(new Request(call.url.replace('https://api.telegram.org', emulator.config.apiURL), call))
    },
  })
/** The emulator does not wait for the webhook. */
const arrival = (count: number) => vi.waitFor(() => expect(arrived).toHaveLength(count), { timeout: 5000 })
const events = () => arrived.flatMap((update) => telegram.webhook!.parse(update, ctx()))

beforeAll(async () => {
  emulator = new TelegramServer({ port: await freePort(), host: '127.0.0.1' })
  await emulator.start()
  hook = await loopback(async (request) => {
    arrived.push(await request.json())
    return new Response()
  })
})
afterAll(async () => {
  await emulator.stop()
  await hook.stop()
})

it('talks with a customer on an emulator of other people', async () => {
  expect(await telegram.setup.check(ctx())).toMatchObject({ externalId: '666', name: 'Test First name', username: 'TestNameBot' })
  expect(await telegram.setup.install(ctx(), `${hook.origin}/hooks/c1`)).toBe('done')

  const customer = emulator.getClient(harness.credentials.botToken, { userId: 42, chatId: 42, firstName: 'Ada', type: 'private' })
  await customer.sendMessage(customer.makeMessage('where is my order? 📦'))
  await arrival(1)
  await customer.sendCommand(customer.makeCommand('/start order42'))
  await arrival(2)
  expect(events()).toMatchObject([
    {
      type: 'message',
      thread: { externalId: '42' },
      sender: { externalId: '42', name: 'Ada' },
      content: [{ type: 'text', text: 'where is my order? 📦' }],
    },
    { type: 'entered', thread: { externalId: '42' }, payload: 'order42' },
  ])

  const buttons = [[{ id: 'yes', label: 'Yes' }]]
  const body = { type: 'text', text: 'On its way. Good?', marks: [{ kind: 'bold', start: 0, end: 10 }], buttons } as const
  const out = { key: 'k', surface: 'dm', thread: { externalId: '42' }, open: async () => new Blob() } as const
  const sent = await telegram.send(ctx(), { ...out, body: { ...body, marks: [...body.marks] } })
  const { result } = await customer.getUpdates()
  expect(result).toMatchObject([{ messageId: Number(sent.externalId), message: { chat_id: 42, text: body.text } }])

  await customer.sendCallback(customer.makeCallbackQuery('yes', { message: { message_id: Number(sent.externalId) } }))
  await arrival(3)
  expect(events().at(-1)).toMatchObject({ type: 'press', data: 'yes', externalId: sent.externalId, thread: { externalId: '42' } })
  const press = events().at(-1)!
  await telegram.answerPress!(ctx(), 'answer' in press && press.answer ? press.answer : '')
  await telegram.setup.remove(ctx())
})
