import { expect, test } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { call, hub, lab, token, type Answer } from './tools.ts'

const updatesIn = (answer: Answer): { update_id: number; message?: { text: string } }[] => answer.body.result as never

/** Resolves once the server holds that many polls; a poll that waits sets a timer. */
async function waiting(clock: FakeClock): Promise<void> {
  while (clock.next() === undefined) await new Promise((resolve) => void setImmediate(resolve))
}

test('updates stay until confirmed by an offset one higher; the limit holds', async () => {
  const started = await lab({ telegram: { firstUpdate: 1000 } })
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  for (const text of ['a', 'b', 'c']) ada.say(text)
  const ids = async (args: Record<string, unknown>): Promise<number[]> =>
    updatesIn(await call(started.root, 'getUpdates', args)).map((update) => update.update_id)
  expect(await ids({})).toEqual([1000, 1001, 1002, 1003])
  expect(await ids({ limit: 2 })).toEqual([1000, 1001])
  expect(await ids({ offset: 1002 })).toEqual([1002, 1003])
  expect(await ids({})).toEqual([1002, 1003])
  expect(await ids({ offset: -1 })).toEqual([1003])
  expect(ada.screen().map((one) => one.state)).toEqual(['delivered', 'delivered', 'sent', 'sent'])
})

test('a long poll waits for the next update, or for its time', async () => {
  const clock = new FakeClock()
  const started = await lab({ clock })
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  const first = call(started.root, 'getUpdates', { timeout: 30 })
  await waiting(clock)
  ada.start()
  expect(updatesIn(await first).map((update) => update.message?.text)).toEqual(['/start'])
  const second = call(started.root, 'getUpdates', { timeout: 999, offset: updatesIn(await first)[0]!.update_id + 1 })
  await waiting(clock)
  clock.advance(50_000)
  expect(updatesIn(await second)).toEqual([])
})

test('a second poller ends the first; a webhook ends and forbids polling', async () => {
  const clock = new FakeClock()
  const started = await lab({ clock })
  const first = call(started.root, 'getUpdates', { timeout: 30 })
  await waiting(clock)
  const second = call(started.root, 'getUpdates', { timeout: 30 })
  expect(await first).toMatchObject({
    status: 409,
    body: { description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running' },
  })
  clock.advance(3000)
  await waiting(clock)
  const server = await hub()
  await call(started.root, 'setWebhook', { url: server.url })
  expect((await second).body).toMatchObject({ error_code: 409, description: 'Conflict: terminated by setWebhook request' })
  clock.advance(3000)
  expect((await call(started.root, 'getUpdates')).body).toMatchObject({
    error_code: 409,
    description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  })
  await call(started.root, 'deleteWebhook')
  expect((await call(started.root, 'getUpdates')).status).toBe(200)
})

test('only what was asked for arrives; by default no reactions', async () => {
  const started = await lab()
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  const own = ada.start()
  ada.react(own, '👍')
  await call(started.root, 'getUpdates', { allowed_updates: ['message_reaction', 'nonsense'] })
  ada.react(own, '🔥')
  ada.say('unseen')
  const kinds = async (): Promise<string[]> => updatesIn(await call(started.root, 'getUpdates')).map((update) => Object.keys(update)[1]!)
  expect(await kinds()).toEqual(['message', 'message_reaction'])
  await call(started.root, 'getUpdates', { allowed_updates: [], offset: -1 })
  ada.say('seen')
  expect(await kinds()).toEqual(['message_reaction', 'message'])
})

test('what waits can be dropped with the webhook', async () => {
  const started = await lab()
  started.telegram.bot(token)
  started.telegram.person({ name: 'Ada' }).start()
  await call(started.root, 'deleteWebhook', { drop_pending_updates: true })
  expect(updatesIn(await call(started.root, 'getUpdates'))).toEqual([])
})

test('parameters come by query, form, JSON or multipart, and method names in any case', async () => {
  const started = await lab()
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const form = new FormData()
  form.set('chat_id', String(ada.id))
  form.set('text', 'multipart')
  const requests: [string, RequestInit?][] = [
    [`SENDmessage?chat_id=${ada.id}&text=query`],
    ['sendmessage', { method: 'POST', body: new URLSearchParams({ chat_id: String(ada.id), text: 'form' }) }],
    ['sendMessage', { method: 'POST', body: form }],
    [
      `sendMessage?text=both`,
      { method: 'POST', body: JSON.stringify({ chat_id: ada.id }), headers: { 'content-type': 'application/json' } },
    ],
  ]
  for (const [path, init] of requests) expect((await fetch(`${started.root}/bot${token}/${path}`, init)).status).toBe(200)
  expect(
    ada
      .screen()
      .slice(1)
      .map((one) => one.text),
  ).toEqual(['query', 'form', 'multipart', 'both'])
  expect((await call(started.root, 'noSuchMethod')).body).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  })
  expect((await fetch(`${started.root}/nothing`)).status).toBe(404)
})
