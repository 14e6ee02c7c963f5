import { Agent } from 'node:http'
import { WebSocket } from 'ws'
import { percentiles, post } from './load.ts'
import { update } from './payload.ts'

/** From the webhook's first byte to the console's frame, at a steady rate. Milliseconds. */
export async function latency(
  { url, headers, key }: { url: string; headers: Record<string, string>; key: string },
  perSecond: number,
  count: number,
): Promise<{ p50: number; p99: number }> {
  const live = new URL('/api/live', url)
  live.protocol = 'ws:'
  const socket = new WebSocket(live, { headers: { authorization: `Bearer ${key}` } })
  const sent = new Map<string, number>()
  const times: number[] = []
  const done = Promise.withResolvers<void>()
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { type: string; data?: { message?: { text: string } } }
    const begun = frame.type === 'message.created' ? sent.get(frame.data?.message?.text ?? '') : undefined
    if (begun === undefined) return
    times.push(performance.now() - begun)
    if (times.length === count) done.resolve()
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const agent = new Agent({ keepAlive: true })
  const posts: Promise<number>[] = []
  const started = performance.now()
  for (let number = 0; number < count; number++) {
    const wait = started + (number * 1000) / perSecond - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const text = `latency ${number}`
    sent.set(text, performance.now())
    posts.push(post(agent, url, headers, Buffer.from(update(90_000_000 + number, 50, text))))
  }
  await Promise.all(posts)
  await done.promise
  socket.terminate()
  agent.destroy()
  return percentiles(times)
}
