import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WebSocket as ServerSocket } from 'ws'
import { WebSocketServer } from 'ws'
import type { LiveEntry, LiveReader, LiveSignal } from './reader.ts'
import { createLiveReader } from './reader.ts'

let server: WebSocketServer
let sockets: ServerSocket[]
let asked: (string | null)[]
let entries: LiveEntry[]
let signals: LiveSignal[]
let states: string[]
let resyncs: number
let there: boolean
let probes: number
let reader: LiveReader

const poll = <T>(fn: () => T) => expect.poll(fn, { timeout: 5000, interval: 5 })
const say = (...frames: object[]): void => frames.forEach((frame) => sockets.at(-1)?.send(JSON.stringify(frame)))
const entry = (seq: number) => ({ seq, type: 'message.created', at: '2026-01-01T00:00:00.000Z', actor: null, data: {} })
const seqs = () => entries.map(({ seq }) => seq)

async function listen(port = 0): Promise<void> {
  server = new WebSocketServer({ port, host: '127.0.0.1' })
  server.on('connection', (socket, request) => {
    sockets.push(socket)
    asked.push(new URL(request.url ?? '/', 'http://x').searchParams.get('after'))
  })
  await new Promise((resolve) => server.once('listening', resolve))
}

beforeEach(async () => {
  ;[sockets, asked, entries, signals, states, resyncs, there, probes] = [[], [], [], [], [], 0, true, 0]
  await listen()
  const { port } = server.address() as AddressInfo
  reader = createLiveReader({
    open: (after) => new WebSocket(`ws://127.0.0.1:${port}/live${after === null ? '' : `?after=${after}`}`),
    onEntry: (one) => entries.push(one),
    onSignal: (one) => signals.push(one),
    onResync: () => (resyncs += 1),
    onState: (state) => states.push(state),
    probe() {
      probes += 1
      return Promise.resolve(there)
    },
    pace: { first: 5, longest: 20, quiet: 60 },
  })
})

afterEach(async () => {
  reader.stop()
  for (const socket of server.clients) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
})

async function goLive(seq = 10): Promise<void> {
  const before = sockets.length
  reader.start()
  await poll(() => sockets.length).toBe(before + 1)
  say({ type: 'ready', seq })
  await poll(() => states.at(-1)).toBe('live')
}

test('is live only after the server has said so, and then reads what the page may have missed', async () => {
  reader.start()
  await poll(() => sockets.length).toBe(1)
  expect(states).toEqual(['connecting'])
  expect(asked).toEqual([null])
  say({ type: 'ready', seq: 10 })
  await poll(() => states).toEqual(['connecting', 'live'])
  expect(resyncs).toBe(1)
})

test('passes entries on in order, once each, and keeps what is hidden to itself', async () => {
  await goLive(10)
  say(entry(11), entry(11), { seq: 12, type: 'hidden' }, entry(13), entry(9))
  await poll(seqs).toEqual([11, 13])
  expect(resyncs).toBe(1)
})

test('goes on behind the last entry when the connection breaks', async () => {
  await goLive(10)
  say(entry(11), entry(12))
  await poll(seqs).toEqual([11, 12])
  sockets.at(-1)?.terminate()
  await poll(() => asked).toEqual([null, '12'])
  expect(states.at(-1)).toBe('reconnecting')
  say(entry(13), { type: 'ready', seq: 13 })
  await poll(seqs).toEqual([11, 12, 13])
  await poll(() => states.at(-1)).toBe('live')
  expect(resyncs).toBe(1)
})

test('starts afresh when too much was missed, and when a number is missing', async () => {
  await goLive(10)
  say({ type: 'resync', seq: 9000 })
  await poll(() => resyncs).toBe(2)
  say(entry(9001), entry(9004))
  await poll(() => resyncs).toBe(3)
  expect(seqs()).toEqual([9001, 9004])
  sockets.at(-1)?.terminate()
  await poll(() => asked.at(-1)).toBe('9004')
})

test('says that it is offline after several tries in vain, and comes back by itself', async () => {
  await goLive(10)
  const { port } = server.address() as AddressInfo
  for (const socket of server.clients) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
  await poll(() => states.at(-1)).toBe('offline')
  await listen(port)
  await poll(() => asked.at(-1)).toBe('10')
  say({ type: 'ready', seq: 10 })
  await poll(() => states.at(-1)).toBe('live')
  expect(states).toEqual(['connecting', 'live', 'reconnecting', 'offline', 'live'])
})

test('does not trust a silent connection: it asks, and connects anew when nobody answers', async () => {
  await goLive(10)
  there = false
  await poll(() => asked.length).toBeGreaterThan(1)
  expect(asked.at(-1)).toBe('10')
})

test('stays on a silent connection when the server is there', async () => {
  await goLive(10)
  await poll(() => probes).toBeGreaterThan(2)
  expect(sockets).toHaveLength(1)
  expect(states.at(-1)).toBe('live')
})

test('tries at once when woken, and believes the browser that the network is gone', async () => {
  await goLive(10)
  reader.lost()
  expect(states.at(-1)).toBe('offline')
  reader.wake()
  await poll(() => asked.length).toBe(2)
})

test('hands on what has no number as a signal', async () => {
  await goLive(10)
  say({ type: 'typing', data: { conversationId: '7' } })
  await poll(() => signals).toEqual([{ type: 'typing', data: { conversationId: '7' } }])
})

test('leaves nothing behind when stopped', async () => {
  await goLive(10)
  reader.stop()
  await poll(() => server.clients.size).toBe(0)
  expect(sockets).toHaveLength(1)
})
