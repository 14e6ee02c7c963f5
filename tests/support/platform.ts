import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { systemClock } from '../../src/ports/clock.ts'

/** One call to send, as the test adapter makes it. */
export interface PlatformCall {
  key: string
  to: string
  route?: unknown
  body: SegmentBody
  replyTo?: string
  grant?: { lane: string; anchor: string; seq: number }
}

export interface Delivered extends PlatformCall {
  id: string
  at: number
  text: string
}

/**
 * What the platform does with a call: carries it out (`ok`), carries it out and lets the answer get lost or says
 * something unreadable, drops it, never answers, or refuses with a status (429 with `retryAfterMs`, 409 with `movedTo`).
 */
export type Behaviour =
  | 'ok'
  | 'pending'
  | 'lose-answer'
  | 'garbage'
  | 'drop'
  | 'hang'
  | { status: number; retryAfterMs?: number; movedTo?: string }

export interface TestPlatform {
  readonly base: string
  /** Every call that came to send, also those that were refused. */
  readonly calls: PlatformCall[]
  /** What customers see, in order. */
  readonly delivered: Delivered[]
  /** The most calls that were under way at once in one thread. */
  readonly together: () => number
  readonly presses: string[]
  readonly hooks: { url: string; secret: string }[]
  /** What happened, in order: the cursor that it gives out is how many of these were seen. */
  readonly news: unknown[]
  /** What it was asked for: by cursor and hint. */
  readonly polls: { cursor: string | null; hint?: unknown }[]
  /** Answers of the next polls, instead of the news. */
  readonly pollFaults: number[]
  /** Ids of messages that were taken back. */
  readonly recalled: string[]
  /** Threads whose session was ended. */
  readonly ended: string[]
  /** What is at a `ref`; `drips` brings byte after byte, for as long as the platform is there. */
  readonly media: Map<string, { status?: number; mime?: string; body?: Uint8Array<ArrayBuffer>; drips?: boolean }>
  /** How many downloads drip now. */
  readonly dripping: () => number
  /** The token that is good. Another one revokes what was. */
  token: string
  /** How many calls came with another one. */
  readonly refused: () => number
  /** For the next calls, in this order; then `always`. */
  next(...behaviours: Behaviour[]): void
  always(behaviour: Behaviour): void
  /** A held platform takes calls and answers them when it is let go. */
  hold(): () => void
  /** Nobody listens any more: connections are refused. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const textOf = (body: SegmentBody): string =>
  body.type === 'text' ? body.text : body.type === 'media' ? (body.caption ?? `[${body.as}]`) : '[location]'

/** A messaging platform on loopback, so that real network faults happen. `dedupes`: the same key again changes nothing. */
export async function startPlatform({
  clock = systemClock,
  dedupes = false,
}: { clock?: Clock; dedupes?: boolean } = {}): Promise<TestPlatform> {
  const calls: PlatformCall[] = []
  let refused = 0
  const delivered: Delivered[] = []
  const queue: Behaviour[] = []
  const busy = new Map<string, number>()
  const media: TestPlatform['media'] = new Map()
  const drips = new Set<NodeJS.Timeout>()
  let usual: Behaviour = 'ok'
  let most = 0
  let gate: Promise<void> = Promise.resolve()

  function carryOut(call: PlatformCall): string {
    const before = dedupes ? delivered.find(({ key }) => key === call.key) : undefined
    if (before) return before.id
    const id = `out-${delivered.length + 1}`
    delivered.push({ ...call, id, at: clock.now(), text: textOf(call.body) })
    return id
  }

  async function send(call: PlatformCall, response: ServerResponse): Promise<void> {
    calls.push(call)
    const count = (busy.get(call.to) ?? 0) + 1
    busy.set(call.to, count)
    most = Math.max(most, count)
    await gate
    busy.set(call.to, (busy.get(call.to) ?? 1) - 1)
    const behaviour = queue.shift() ?? usual
    if (typeof behaviour === 'object') {
      const { status, ...words } = behaviour
      return answer(response, status, { ...words, error: `refused with ${status}` })
    }
    if (behaviour === 'hang') return
    if (behaviour === 'drop') return void response.socket?.destroy()
    const id = carryOut(call)
    if (behaviour === 'lose-answer') return void response.socket?.destroy()
    if (behaviour === 'garbage') return void response.end('<html>gateway</html>')
    answer(response, 200, { id, ...(behaviour === 'pending' ? { pending: true } : {}) })
  }

  function drip(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'image/png' })
    const timer = setInterval(() => response.write('.'), 5)
    drips.add(timer)
    response.once('close', () => {
      clearInterval(timer)
      drips.delete(timer)
    })
  }

  /** Two at a time. */
  function news(poll: TestPlatform['polls'][number], response: ServerResponse): void {
    platform.polls.push(poll)
    const fault = platform.pollFaults.shift()
    if (fault !== undefined) return answer(response, fault, { error: 'no news', retryAfterMs: 5000 })
    const from = Number(poll.cursor ?? 0)
    const events = platform.news.slice(from, from + 2)
    answer(response, 200, { events, cursor: String(from + events.length), more: from + events.length < platform.news.length })
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const path = new URL(request.url ?? '/', 'http://platform').pathname
    const file = path.startsWith('/media/') ? media.get(decodeURIComponent(path.slice(7))) : undefined
    if (request.headers.authorization !== `Bearer ${platform.token}`) {
      refused += 1
      return answer(response, 401, { error: 'the token is not good' })
    }
    if (file?.drips) return drip(response)
    if (file)
      return void response
        .writeHead(file.status ?? 200, { 'content-type': file.mime ?? 'image/png' })
        .end(file.body ?? new Uint8Array([1, 2, 3]))
    if (path === '/send') return send(body as PlatformCall, response)
    if (path === '/me') return answer(response, 200, { id: 'account-1', name: 'Test account' })
    if (path === '/news') return news(body as TestPlatform['polls'][number], response)
    if (path === '/recall') platform.recalled.push((body as { id: string }).id)
    else if (path === '/end') platform.ended.push((body as { to: string }).to)
    else if (path === '/hook') platform.hooks.push(body as { url: string; secret: string })
    else if (path === '/press') platform.presses.push((body as { answer: string }).answer)
    else return answer(response, 404, { error: 'no such thing' })
    answer(response, 200, {})
  }

  const open = (): Server => {
    const server = createServer((request, response) => {
      handle(request, response).catch((error: unknown) => answer(response, 500, { error: String(error) }))
    })
    server.keepAliveTimeout = 60_000
    return server
  }
  let server = open()
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const port = await listen(0)

  const platform: TestPlatform = {
    base: `http://127.0.0.1:${port}`,
    calls,
    delivered,
    together: () => most,
    presses: [],
    hooks: [],
    news: [],
    polls: [],
    pollFaults: [],
    recalled: [],
    ended: [],
    media,
    dripping: () => drips.size,
    token: 'good-token',
    refused: () => refused,
    next: (...behaviours) => void queue.push(...behaviours),
    always(behaviour) {
      usual = behaviour
    },
    hold() {
      let release = (): void => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    down: stop,
    async up() {
      server = open()
      await listen(port)
    },
    close: stop,
  }
  return platform
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
