import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getPublicKeyAsync, signAsync, verifyAsync } from '@noble/ed25519'
import { onTestFinished } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { startLab, type Lab, type LabOptions } from '../../server.ts'
import type { Bot } from '../bot.ts'
import type { LabPerson } from '../person.ts'

export const secret = 'DG5g3B4j9X2KOErG'
export const appId = '1904842048'
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** Ed25519 of another hand than the emulator's. */
const seed = (text: string): Uint8Array => new TextEncoder().encode(text.repeat(32)).slice(0, 32)
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
export const publicKey = async (of: string): Promise<string> => Buffer.from(await getPublicKeyAsync(seed(of))).toString('hex')
export const sign = async (of: string, text: string): Promise<string> => Buffer.from(await signAsync(bytes(text), seed(of))).toString('hex')
export const verify = async (of: string, text: string, signature: string): Promise<boolean> =>
  verifyAsync(fromHex(signature), bytes(text), await getPublicKeyAsync(seed(of)))

export interface Answer {
  status: number
  body: Record<string, unknown>
  headers: Headers
}

type Call = (method: string, path: string, body?: unknown, host?: string) => Promise<Answer>

export interface Setting extends Lab {
  clock: FakeClock
  bot: Bot
  /** A bare call with the bot's token, as curl would make it. */
  call: Call
  /** Sends to a friend of the bot. */
  send: (to: LabPerson, body: object) => Promise<Answer>
  post: (url: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>
}

/** A lab that ends with the test, its clock standing, with one bot in it. */
export async function setUp(qq: LabOptions['qq'] = {}): Promise<Setting> {
  const clock = new FakeClock()
  const lab = await startLab({ clock, qq })
  onTestFinished(() => lab.stop())
  const bot = lab.qq.bot({ appId, secret, name: 'Acme', menu: [{ label: '帮助', key: 'help' }] })
  const post: Setting['post'] = (url, body, headers = {}) => request('POST', url, body, headers)
  const call: Call = async (method, path, body, host = 'api.sgroup.qq.com') => {
    const { body: granted } = await post(`${lab.url}/bots.qq.com/app/getAppAccessToken`, { appId, clientSecret: secret })
    return request(method, `${lab.url}/${host}${path}`, body, { authorization: `QQBot ${String(granted['access_token'])}` })
  }
  const send: Setting['send'] = (to, body) => call('POST', `/v2/users/${to.openid}/messages`, body)
  return { ...lab, clock, bot, call, send, post }
}

async function request(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...init })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'], headers: response.headers }
}

export interface Hit {
  raw: string
  payload: { op: number; id: string; t: string; s: number; d: Record<string, unknown> }
  headers: IncomingHttpHeaders
}

export interface Hub {
  url: string
  hits: Hit[]
  /** What events are answered with; `{"op":12,"d":0}` when it says nothing. A promise that never ends is a timeout. */
  answer: (hit: Hit) => { status?: number; body?: string } | Promise<{ status?: number; body?: string }>
  /** Signs the address check with this secret. */
  secret: string
  named: (t: string) => Hit['payload'][]
  /** Nobody listens any more. */
  stop: () => void
}

/** A server that takes webhooks and signs address checks. */
export async function hub(): Promise<Hub> {
  const hits: Hit[] = []
  const named: Hub['named'] = (t) => hits.map(({ payload }) => payload).filter((payload) => payload.t === t)
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  const taker: Hub = { url: '', hits, answer: () => ({}), secret, named, stop }
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => void chunks.push(chunk))
    incoming.on('end', () => {
      const raw = Buffer.concat(chunks).toString()
      const hit = { raw, payload: JSON.parse(raw) as Hit['payload'], headers: incoming.headers }
      void reply(hit).then(({ status = 200, body = '{"op":12,"d":0}' }) => response.writeHead(status).end(body))
    })
  })
  const reply = async (hit: Hit): Promise<{ status?: number; body?: string }> => {
    if (hit.payload.op === 13) {
      const { plain_token: plain, event_ts: at } = hit.payload.d as { plain_token: string; event_ts: string }
      return { body: JSON.stringify({ plain_token: plain, signature: await sign(taker.secret, at + plain) }) }
    }
    hits.push(hit)
    return taker.answer(hit)
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(stop)
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return taker
}

/** A lab with a person who has added the bot, and a hub that hears of everything after that. */
export async function talking(
  qq: LabOptions['qq'] = {},
): Promise<Setting & { ada: LabPerson; hub: Hub; heard: (t: string) => Promise<Hit['payload'][]> }> {
  const setting = await setUp(qq)
  const ada = setting.qq.person({ name: 'Ada', bot: setting.bot })
  ada.start()
  const server = await hub()
  await setting.bot.configure({ url: server.url })
  const heard = async (t: string): Promise<Hit['payload'][]> => {
    await setting.qq.quiet()
    return server.named(t)
  }
  return { ...setting, ada, hub: server, heard }
}

/** Lets the clock run on, stopping at each timer until the deliveries it starts are through. */
export async function run({ qq, clock }: Setting, ms: number): Promise<void> {
  const end = clock.now() + ms
  for (;;) {
    await qq.quiet()
    const next = clock.next()
    if (next === undefined || next > end) break
    clock.advance(next - clock.now())
  }
  clock.advance(Math.max(0, end - clock.now()))
  await qq.quiet()
}
