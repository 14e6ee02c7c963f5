// The one that sends, in a process of its own: it has to cost less than what it measures, and prints what it costs.
import { WebSocket } from 'ws'
import { serveChild } from './child.ts'
import { type Bodies, update } from './payload.ts'
import { percentiles } from './percentiles.ts'
import { Connection, requestBytes } from './wire.ts'

export interface Load extends Bodies {
  url: string
  headers: Record<string, string>
  connections: number
}

export interface Loaded {
  perSecond: number
  p50: number
  p99: number
  /** Of the generator itself, a request. */
  cpuMicros: number
}

export interface Steady extends Bodies {
  url: string
  headers: Record<string, string>
  key: string
  perSecond: number
}

export type Times = Pick<Loaded, 'p50' | 'p99'>

const refuse = (url: string, status: number): never => {
  throw new Error(`${url} answered ${status}`)
}

/** Posts all bodies over kept connections, as fast as they are answered. Anything but 2xx ends it. */
async function load({ url, headers, from, count, people, connections }: Load): Promise<Loaded> {
  const requests = Array.from({ length: count }, (_, index) => requestBytes(url, headers, update(from + index, people)))
  const open = Array.from({ length: connections }, () => new Connection(url))
  const times = new Float64Array(count)
  const { promise, resolve } = Promise.withResolvers<void>()
  let next = 0
  let done = 0
  const cpu = process.cpuUsage()
  const started = performance.now()
  function step(connection: Connection): void {
    const index = next++
    const request = requests[index]
    if (!request) return
    const begun = performance.now()
    connection.send(request, (status) => {
      times[index] = performance.now() - begun
      if (status < 200 || status > 299) refuse(url, status)
      if (++done === count) resolve()
      else step(connection)
    })
  }
  open.forEach(step)
  await promise
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const connection of open) connection.close()
  return { perSecond: count / seconds, ...percentiles(times), cpuMicros: (user + system) / count }
}

/** From the webhook's first byte to the console's frame, at a steady rate. Milliseconds. */
async function steady({ url, headers, key, from, count, people, perSecond }: Steady): Promise<Times> {
  const live = new URL('/api/live', url)
  live.protocol = 'ws:'
  const socket = new WebSocket(live, { headers: { authorization: `Bearer ${key}` } })
  const sent = new Map<string, number>()
  const times: number[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { type: string; data?: { message?: { text: string } } }
    const begun = frame.type === 'message.created' ? sent.get(frame.data?.message?.text ?? '') : undefined
    if (begun === undefined) return
    times.push(performance.now() - begun)
    if (times.length === count) resolve()
  })
  await new Promise((open, failed) => {
    socket.once('open', open)
    socket.once('error', failed)
  })
  const free: Connection[] = []
  const started = performance.now()
  for (let number = 0; number < count; number++) {
    const wait = started + (number * 1000) / perSecond - performance.now()
    if (wait > 0) await new Promise((elapsed) => setTimeout(elapsed, wait))
    const text = `latency ${number}`
    const request = requestBytes(url, headers, update(from + number, people, text))
    const connection = free.pop() ?? new Connection(url)
    sent.set(text, performance.now())
    connection.send(request, (status) => {
      if (status < 200 || status > 299) refuse(url, status)
      free.push(connection)
    })
  }
  await promise
  socket.terminate()
  for (const connection of free) connection.close()
  return percentiles(times)
}

serveChild(null, { load, steady })
