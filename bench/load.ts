import { Agent, request } from 'node:http'

export interface Load {
  url: string
  headers: Record<string, string>
  /** How many requests, how many at once. */
  count: number
  connections: number
  body: (number: number) => string
  from?: number
}

export interface LoadResult {
  perSecond: number
  p50: number
  p99: number
}

/** Posts `count` bodies over keep-alive connections, as fast as they are answered. Anything but 2xx ends it. */
export async function load({ url, headers, count, connections, body, from = 0 }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const bodies = Array.from({ length: count }, (_, index) => Buffer.from(body(from + index)))
  const times: number[] = []
  let next = 0
  const started = performance.now()
  async function sender(): Promise<void> {
    for (let index = next++; index < count; index = next++) {
      const begun = performance.now()
      const status = await post(agent, url, headers, bodies[index] ?? Buffer.alloc(0))
      if (status < 200 || status > 299) throw new Error(`${url} answered ${status}`)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: connections }, sender))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  return { perSecond: count / seconds, ...percentiles(times) }
}

export function post(agent: Agent, url: string, headers: Record<string, string>, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { agent, method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length } },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

export function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
