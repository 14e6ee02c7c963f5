import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { startLab, type Lab, type LabOptions } from '../../server.ts'
import { decrypt, encrypt, sha1Sorted } from '../../weixin/crypt.ts'
import { readXml, textAt, toXml, type Element } from '../../weixin/xml.ts'
import type { Account, LabPerson, Profile } from '../index.ts'
import type { Mode } from '../callback.ts'

export const token = 'AAAAA'
export const encodingAesKey = 'A'.repeat(43)
export const minute = 60_000
export const hour = 60 * minute

export interface Hit {
  query: URLSearchParams
  body: string
  /** The message, decrypted where it came encrypted only. */
  xml: Element | undefined
  /** An element of the message, '' when it is absent. */
  at: (...path: string[]) => string
}

interface Answer {
  status?: number
  body?: string
  /** Says nothing at all. */
  hang?: boolean
}

export interface Hub {
  url: string
  hits: Hit[]
  /** What the next pushes are answered with; `success` when it says nothing. */
  answer: (hit: Hit) => Answer | Promise<Answer>
  /** What the check of the address is answered with; the echostr when the signature is right. */
  check: (query: URLSearchParams) => Answer
  /** Resolves when so many pushes have come. */
  reached: (count: number) => Promise<void>
}

/** A server that takes pushes. */
export async function hub(): Promise<Hub> {
  const hits: Hit[] = []
  const waiting = new Set<() => void>()
  const taker: Hub = {
    url: '',
    hits,
    answer: () => ({}),
    check: (query) => ({ body: genuine(query) ? (query.get('echostr') ?? '') : 'no' }),
    async reached(count) {
      while (hits.length < count) await new Promise<void>((resolve) => void waiting.add(resolve))
    },
  }
  const server = createServer((request, response) => {
    const { searchParams: query } = new URL(request.url ?? '', 'http://hub')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const reply = ({ status = 200, body = 'success', hang = false }: Answer): void => {
        if (!hang) response.writeHead(status).end(body)
      }
      if (request.method === 'GET') return reply(taker.check(query))
      const hit = read(query, Buffer.concat(chunks).toString())
      hits.push(hit)
      for (const resolve of waiting) resolve()
      void Promise.resolve(taker.answer(hit)).then(reply)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?channel=7`
  return taker
}

const value = (query: URLSearchParams, name: string): string => query.get(name) ?? ''

export const genuine = (query: URLSearchParams): boolean =>
  value(query, 'signature') === sha1Sorted(token, value(query, 'timestamp'), value(query, 'nonce'))

export const sealed = (query: URLSearchParams, cipher: string): boolean =>
  value(query, 'msg_signature') === sha1Sorted(token, value(query, 'timestamp'), value(query, 'nonce'), cipher)

function read(query: URLSearchParams, body: string): Hit {
  const outer = readXml(body)
  const cipher = textAt(outer, 'Encrypt')
  const xml = textAt(outer, 'MsgType') === '' && cipher !== '' ? readXml(decrypt(encodingAesKey, cipher).message) : outer
  return { query, body, xml, at: (...path) => textAt(xml, ...path) }
}

/** A passive reply in the clear. */
export const replyXml = (hit: Hit, type: string, fields: Parameters<typeof toXml>[0]): string =>
  toXml({ ToUserName: hit.at('FromUserName'), FromUserName: hit.at('ToUserName'), CreateTime: 1, MsgType: type, ...fields })

/** The same, encrypted as the platform wants it. */
export function sealedReply(hit: Hit, appid: string, xml: string, signature?: string): string {
  const Encrypt = encrypt(encodingAesKey, xml, appid)
  const Nonce = value(hit.query, 'nonce')
  return toXml({ Encrypt, MsgSignature: signature ?? sha1Sorted(token, '1714112445', Nonce, Encrypt), TimeStamp: 1714112445, Nonce })
}

export interface Scene {
  lab: Lab
  clock: FakeClock
  account: Account
  hub: Hub
  ada: LabPerson
  /** A bare call with the account's access token. */
  call: (path: string, body?: object | string | FormData) => Promise<Reply>
}

export type Reply = Record<string, unknown> & { errcode?: number; errmsg?: string; access_token?: string; media_id?: string }

/** An account whose callback is configured, and somebody who follows it. */
export async function scene(given: { mode?: Mode; profile?: Profile; wechat?: LabOptions['wechat'] } = {}): Promise<Scene> {
  const clock = new FakeClock()
  const lab = await startLab({ clock, wechat: given.wechat ?? {} })
  onTestFinished(() => lab.stop())
  const account = lab.wechat.account({ name: 'Acme', ...given.profile })
  const taker = await hub()
  await account.configure({ url: taker.url, token, encodingAesKey, mode: given.mode ?? 'plain' })
  const ada = lab.wechat.person({ name: 'Ada', account })
  ada.follow()
  await lab.wechat.quiet()
  taker.hits.length = 0
  const call: Scene['call'] = (path, body) => {
    const { access_token: access } = account.tokens.stable(false)
    return ask(lab, `cgi-bin/${path}${path.includes('?') ? '&' : '?'}access_token=${access}`, body)
  }
  return { lab, clock, account, hub: taker, ada, call }
}

/** GET without a body, POST with one. */
export async function ask(lab: Lab, path: string, body?: object | string | FormData): Promise<Reply> {
  const sent = body === undefined || typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body)
  const init: RequestInit = sent === undefined ? {} : { method: 'POST', body: sent }
  const response = await fetch(`${lab.url}/api.weixin.qq.com/${path}`, init)
  return (await response.json()) as Reply
}

export const send = ({ call, ada }: Scene, msgtype: string, content: object): Promise<Reply> =>
  call('message/custom/send', { touser: ada.openid, msgtype, [msgtype]: content })
