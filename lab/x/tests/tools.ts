import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { startLab, type LabOptions } from '../../server.ts'
import type { LabAccount } from '../account.ts'

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute

/** A lab with a business on X that ends with the test. Without rate limits unless they are what is tested. */
export async function lab(options: LabOptions = {}) {
  const clock = options.clock instanceof FakeClock ? options.clock : new FakeClock()
  const started = await startLab({ clock, random: seeded(), ...options, x: { limits: false, ...options.x } })
  onTestFinished(() => started.stop())
  const acme = started.x.account({ name: 'Acme', username: 'acme' })
  return { ...started, clock, acme, root: `${started.url}/api.x.com` }
}

function seeded(): () => number {
  let state = 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

export interface Answer {
  status: number
  body: unknown
  headers: Headers
}

/** The `data` of an answer. */
export const dataOf = <T = Record<string, string>>({ body }: Answer): T => (body as { data: T }).data

/** A bare call of the API, as curl would make it. */
export async function call(root: string, method: string, path: string, token: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${root}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text, headers: response.headers }
}

/** What a webhook is told, by either product. */
export interface Event {
  data?: { event_type: string; event_uuid: string; payload: Record<string, unknown> }
  direct_message_events?: { id: string }[]
  tweet_create_events?: { id_str: string }[]
}

export interface Hit {
  body: string
  event: Event
  headers: IncomingHttpHeaders
}

export interface Hub {
  url: string
  hits: Hit[]
  /** How often it was asked to prove itself. */
  checks: number
  answer: () => number | Promise<number>
  prove: (token: string) => { status?: number; body?: string }
}

/** A server that takes webhooks and, with the secret of the account's app, proves itself. */
export async function hub(account: LabAccount): Promise<Hub> {
  const right = (token: string): { body: string } => ({
    body: JSON.stringify({ response_token: `sha256=${hmac(account.credentials.consumerSecret, token)}` }),
  })
  const taker: Hub = { url: '', hits: [], checks: 0, answer: () => 200, prove: right }
  const server = createServer((request, response) => {
    const token = new URL(request.url ?? '', 'http://hub').searchParams.get('crc_token')
    if (request.method === 'GET' && token !== null) {
      taker.checks++
      const { status = 200, body = '' } = taker.prove(token)
      return void response.writeHead(status, { location: '/elsewhere' }).end(body)
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      taker.hits.push({ body, event: JSON.parse(body) as Event, headers: request.headers })
      void Promise.resolve(taker.answer()).then((status) => void response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return taker
}

export const hmac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64')

type Started = Awaited<ReturnType<typeof lab>>

/** Registers the hub. Returns the webhook's id. */
export async function register({ root, acme }: Started, server: Hub): Promise<string> {
  return dataOf(await call(root, 'POST', '/2/webhooks', acme.credentials.bearer, { url: server.url }))['id'] ?? ''
}

export async function subscribe({ root, acme }: Started, webhook_id: string, ...types: string[]): Promise<void> {
  for (const event_type of types) {
    const wanted = { event_type, filter: { user_id: acme.id }, tag: `tag ${event_type}`, webhook_id }
    const { status } = await call(root, 'POST', '/2/activity/subscriptions', acme.token(), wanted)
    if (status !== 200) throw new Error(`No subscription to ${event_type}: ${status}`)
  }
}

/** A lab, a hub it knows, and subscriptions of the newer product. */
export async function connected(types: string[], options: LabOptions = {}) {
  const started = await lab(options)
  const server = await hub(started.acme)
  const webhook = await register(started, server)
  await subscribe(started, webhook, ...types)
  return { ...started, server, webhook }
}

/** A lab and a hub subscribed to everything of the account in the older product. */
export async function connectedOld(options: LabOptions = {}) {
  const started = await connected([], options)
  await call(started.root, 'POST', `/2/account_activity/webhooks/${started.webhook}/subscriptions/all`, started.acme.token())
  return started
}

/** Lets the clock run to `until`, stopping at each timer so that what it sets off is delivered. */
export async function run({ x, clock }: Started, until: number): Promise<void> {
  for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
    clock.advance(next - clock.now())
    await x.quiet()
  }
  clock.advance(until - clock.now())
}

/** The kinds of what came in, by the newer product or the older. */
export const kindsOf = (hits: readonly Hit[]): string[] =>
  hits.map(({ event }) => event.data?.event_type ?? Object.keys(event).find((key) => key.includes('_event')) ?? '')
