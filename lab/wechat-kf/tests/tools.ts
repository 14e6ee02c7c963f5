import { createDecipheriv, createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { startLab, type Lab } from '../../server.ts'
import type { Corp, KfAccount, LabPerson, Options } from '../index.ts'

export const callbackSettings = { token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
export const second = 1000
export const hour = 3600 * second

export type Answer = Record<string, unknown> & { errcode: number; errmsg: string }
export type Item = Record<string, unknown> & { msgid: string; msgtype: string; event?: Record<string, unknown> }

export interface Bench {
  lab: Lab
  clock: FakeClock
  corp: Corp
  account: KfAccount
  /** The access token, from `gettoken`; `login` gets another when two hours are over. */
  token: string
  login: () => Promise<void>
  ada: LabPerson
  /** A bare call, as curl would make it. Without a body: GET. */
  call: (path: string, body?: unknown, token?: string) => Promise<Answer>
  send: (content: object, more?: object) => Promise<Answer>
  /** Everything after a cursor, in one page. */
  sync: (cursor?: string) => Promise<{ items: Item[]; cursor: string }>
  trans: (state: number, servicer?: string) => Promise<Answer>
}

export const text = (content: string) => ({ msgtype: 'text', text: { content } })

/** A lab that ends with the test, with one corp, one account, and a customer who has opened the chat. */
export async function bench(options: Partial<Options> = {}, random = Math.random): Promise<Bench> {
  const clock = new FakeClock()
  const lab = await startLab({ clock, random, wechatKf: { tokenless: false, ...options } })
  onTestFinished(() => lab.stop())
  const root = `${lab.url}/qyapi.weixin.qq.com/cgi-bin`
  const corp = lab.wechatKf.corp({ corpId: 'wx5823bf96d3bd56c7', secret: 's3cret' })
  const account = corp.openAccount('Acme')
  const ada = lab.wechatKf.person({ name: 'Ada', account })
  const call = async (path: string, body?: unknown, token = made.token): Promise<Answer> => {
    const url = `${root}/${path}${path.includes('?') ? '&' : '?'}access_token=${token}`
    const response = await fetch(url, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Answer
  }
  const ids = { open_kfid: account.id }
  const made: Bench = {
    lab,
    clock,
    corp,
    account,
    token: '',
    async login() {
      made.token = String((await call('gettoken?corpid=wx5823bf96d3bd56c7&corpsecret=s3cret'))['access_token'])
    },
    ada,
    call,
    send: (content, more = {}) => call('kf/send_msg', { ...ids, touser: ada.externalId, ...content, ...more }),
    async sync(cursor) {
      const page = await call('kf/sync_msg', { ...ids, ...(cursor === undefined ? {} : { cursor }) })
      return { items: page['msg_list'] as Item[], cursor: page['next_cursor'] as string }
    },
    trans: (state, servicer) =>
      call('kf/service_state/trans', { ...ids, external_userid: ada.externalId, service_state: state, servicer_userid: servicer }),
  }
  await made.login()
  ada.start()
  return made
}

export interface Hit {
  method: string
  query: URLSearchParams
  /** Whether `msg_signature` is right. */
  signed: boolean
  /** The decrypted echo or message. */
  message: string
  receiver: string
  body: string
}

export interface Hub {
  url: string
  hits: Hit[]
  /** Status and body of the next answers; undefined: none at all. By default the echo, or an empty 200. */
  answer: (hit: Hit) => { status: number; body: string } | undefined
}

/** A server that takes callbacks, with a decryption of its own. */
export async function hub(): Promise<Hub> {
  const taker: Hub = { url: '', hits: [], answer: (hit) => ({ status: 200, body: hit.method === 'GET' ? hit.message : '' }) }
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const query = new URL(request.url ?? '', 'http://hub').searchParams
      const sealed = query.get('echostr') ?? element(body, 'Encrypt')
      const signature = sign(callbackSettings.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', sealed)
      const { message, receiver } = open(sealed)
      const hit = { method: request.method ?? '', query, signed: query.get('msg_signature') === signature, message, receiver, body }
      taker.hits.push(hit)
      const answer = taker.answer(hit)
      if (answer !== undefined) response.writeHead(answer.status).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/kf?channel=1`
  return taker
}

/** The content of an element in CDATA. */
export const element = (xml: string, name: string): string =>
  new RegExp(`<${name}><!\\[CDATA\\[(.*?)\\]\\]></${name}>`).exec(xml)?.[1] ?? ''

export const sign = (...parts: string[]): string => createHash('sha1').update(parts.toSorted().join('')).digest('hex')

export function open(sealed: string): { message: string; receiver: string } {
  const key = Buffer.from(`${callbackSettings.encodingAesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const full = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
  const end = 20 + full.readUInt32BE(16)
  return { message: full.toString('utf8', 20, end), receiver: full.toString('utf8', end, full.length - full.at(-1)!) }
}

/** Lets the clock run for so long, stopping at each timer until the callbacks it starts are through. */
export async function run({ lab, clock }: Bench, ms: number): Promise<void> {
  const end = clock.now() + ms
  for (;;) {
    await lab.wechatKf.quiet()
    const next = clock.next()
    if (next === undefined || next > end) break
    clock.advance(next - clock.now())
  }
  clock.advance(Math.max(0, end - clock.now()))
  await lab.wechatKf.quiet()
}

export const eventsOf = (items: Item[], type: string): Record<string, unknown>[] =>
  items.map(({ event }) => event).filter((event) => event !== undefined && event['event_type'] === type) as Record<string, unknown>[]
