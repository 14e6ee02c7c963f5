import { expect, onTestFinished, test } from 'vitest'
import { lab, token } from './telegram/tests/tools.ts'
import type { Entry } from './journal.ts'
import type { Phone } from './screen.ts'

async function ask<T>(url: string, method = 'GET', body?: unknown): Promise<T> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await (await fetch(url, init)).json()) as T
}

test('a person is made, starts and writes over HTTP; the stream tells', async () => {
  const started = await lab()
  const bot = started.telegram.bot(token, { name: 'Help' })
  const actions = `${started.url}/lab/telegram/actions`
  const { result } = await ask<{ result: { phone: string } }>(`${actions}/newPerson`, 'POST', { name: 'Ada' })
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const events = await fetch(`${started.url}/lab/events`, { signal: abort.signal })
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toContain('hello')
  const place = { phone: result.phone, chat: `bot:${bot.user.id}` }
  await ask(`${actions}/start`, 'POST', place)
  await ask(`${actions}/say`, 'POST', { ...place, text: 'hello' })
  await ask(`${actions}/photo`, 'POST', { ...place, caption: 'look' })
  let told = ''
  while (!told.includes('look')) told += (await reader.read()).value
  expect(told).toContain('event: phones')
  const { phones } = await ask<{ phones: Phone[] }>(`${started.url}/lab/state`)
  expect(phones[0]!.chats[0]).toMatchObject({
    title: 'Help',
    fresh: false,
    bubbles: [{ text: '/start' }, { text: 'hello' }, { text: 'look' }],
  })
  const { key } = phones[0]!.chats[0]!.bubbles[2]!.media!
  const media = await fetch(`${started.url}/lab/telegram/media/${key}`)
  expect(new TextDecoder('latin1').decode(await media.arrayBuffer())).toContain('PNG')
})

test('faults and the journal over HTTP', async () => {
  const started = await lab()
  const faults = `${started.url}/lab/telegram/faults`
  await ask(faults, 'PATCH', { tooMany: 1, hooks: { copies: 2 } })
  await ask(faults, 'PATCH', { retryAfter: 9 })
  expect(await ask(faults)).toMatchObject({ tooMany: 1, retryAfter: 9, hooks: { copies: 2, secret: 'right' } })
  expect(await ask(`${started.root}/bot${token}/getMe`)).toMatchObject({ parameters: { retry_after: 9 } })
  expect(await ask(faults, 'DELETE')).toMatchObject({ tooMany: 0, hooks: { copies: 1 } })
  const { items } = await ask<{ items: Entry[] }>(`${started.url}/lab/journal?way=call&what=GETME`)
  expect(items).toMatchObject([{ what: 'getMe', status: 429, platform: 'telegram' }])
  expect(await ask(`${started.url}/lab/journal?after=${items[0]!.n}`)).toEqual({ items: [] })
  expect(await ask(faults, 'PATCH', { down: 'perhaps' })).toHaveProperty('error')
})

test('a host nobody emulates is a bad gateway, and certainly not called', async () => {
  const started = await lab()
  const { status, headers } = await fetch(`${started.url}/api.nowhere.example/x`)
  expect([status, headers.get('x-relay-not-connected')]).toEqual([502, '1'])
  expect((await fetch(`${started.url}/lab/nothing/faults`)).status).toBe(400)
})
