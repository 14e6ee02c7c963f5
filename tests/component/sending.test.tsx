import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Server } from './server.ts'
import { startServer } from './server.ts'
import { openTalk } from './talk.tsx'

let server: Server

beforeEach(() => {
  localStorage.clear()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  server = startServer()
})
afterEach(() => {
  vi.useRealTimers()
  server.end()
})

const arrived = () => server.open.map(({ text }) => text)
const inLog = (words: string) => (document.querySelector('[role=log]')?.textContent ?? '').split(words).length - 1
/** Messages of which the page says that they wait for an answer of the hub. */
const waiting = () => inLog('Not sent yet')
const leaving = () => inLog('Sending…')

/** The hub takes what comes until it has so many, and the page knows it. */
async function answerAll(count: number): Promise<void> {
  await expect
    .poll(() => {
      server.open[0]?.answer()
      return server.stored.length
    })
    .toBe(count)
  await expect.poll(() => waiting() + leaving()).toBe(0)
}

const kept = (name: string) => localStorage.getItem(name) ?? ''
const byTime = (a: string, b: string) => JSON.parse(kept(a)).at - JSON.parse(kept(b)).at

/** The storage as another page of the same browser has it: what it changes there, this one is told. */
function tab(): Storage {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const { contentWindow } = frame
  if (!contentWindow) throw new Error('no other page')
  return contentWindow.localStorage
}

test('while the answer to the first is out, the second waits behind it', async () => {
  const { send, said, field } = await openTalk()
  await send('one')
  await expect.poll(arrived).toEqual(['one'])
  await send('two')
  await expect.poll(said).toEqual(['one', 'two'])
  await expect.element(field).toHaveValue('')
  expect(arrived()).toEqual(['one'])
  server.open[0]?.answer()
  await expect.poll(arrived).toEqual(['two'])
  await answerAll(2)
  expect(server.stored).toEqual(['one', 'two'])
  await expect.poll(said).toEqual(['one', 'two'])
})

test('when the first is lost, both wait, and go out in order when there is an answer again', async () => {
  const { send, said } = await openTalk()
  await send('one')
  await send('two')
  await expect.poll(arrived).toEqual(['one'])
  server.open[0]?.cut()

  await expect.poll(waiting).toBe(2)
  expect(arrived()).toEqual([])
  await send('three')
  await expect.poll(arrived).toEqual(['one'])
  server.open[0]?.cut()
  await expect.poll(waiting).toBe(3)
  vi.advanceTimersByTime(10_000)
  await answerAll(3)
  expect(server.stored).toEqual(['one', 'two', 'three'])
  await expect.poll(said).toEqual(['one', 'two', 'three'])
})

test('a reload in between loses neither, doubles neither and keeps their order', async () => {
  const { send, said, reload } = await openTalk()
  await send('one')
  await send('two')
  await expect.poll(arrived).toEqual(['one'])
  server.open[0]?.store()
  await reload()
  await expect.poll(said).toEqual(['one', 'two'])
  await expect.poll(waiting).toBe(2)
  vi.advanceTimersByTime(10_000)
  await answerAll(2)
  expect(server.stored).toEqual(['one', 'two'])
  await expect.poll(said).toEqual(['one', 'two'])
})

test('what another tab has sent is not sent again, and what it keeps is shown', async () => {
  const { send, said } = await openTalk()
  const other = tab()
  await send('one')
  await send('two')
  await expect.poll(arrived).toEqual(['one'])
  server.open[0]?.cut()
  await expect.poll(waiting).toBe(2)
  const [first = '', second = ''] = Object.keys(localStorage)
    .filter((name) => name.includes('outbox.'))
    .sort(byTime)
  const { key, at, ...rest } = JSON.parse(kept(second)) as { key: string; at: number }
  const third = { ...rest, key: 'third', at: at + 1, content: [{ type: 'text', text: 'three' }] }
  other.setItem(second.replace(key, 'third'), JSON.stringify(third))
  other.removeItem(first)
  await expect.poll(said).toEqual(['two', 'three'])
  vi.advanceTimersByTime(10_000)
  await answerAll(2)
  expect(server.stored).toEqual(['two', 'three'])
})

test('a conversation that is left and opened again still has what is on its way, and the other does not wait for it', async () => {
  const { send, said, talk } = await openTalk()
  await send('one')
  await send('two')
  await talk('2')
  await expect.poll(said).toEqual([])
  await send('to another')
  await expect.poll(arrived).toEqual(['one', 'to another'])
  await talk('1')
  await expect.poll(said).toEqual(['one', 'two'])
  await answerAll(3)
  await expect.poll(said).toEqual(['one', 'two'])
  expect(server.stored).toEqual(['one', 'to another', 'two'])
})
