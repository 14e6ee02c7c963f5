import { createHash } from 'node:crypto'
import type { Account, LabPerson } from '../../lab/wechat/index.ts'
import { encrypt, sha1Sorted } from '../../lab/weixin/crypt.ts'
import { toXml } from '../../lab/weixin/xml.ts'
import type { House } from './house.ts'
import type { Wire } from '../support/client.ts'

const TOKEN = 'acmetoken'
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

export type Mode = 'plain' | 'compatible' | 'secure'

export interface WechatOptions {
  mode?: Mode
  type?: 'service' | 'subscription' | 'test'
  /** What the admin says of the account, if it is not true. */
  declared?: 'service' | 'subscription' | 'test'
  settings?: { [name: string]: unknown }
}

/** An Official Account and its channel of the hub. */
export interface WechatRoom {
  account: Account
  channel: string
  hookUrl: string
  credentials: { appId: string; appSecret: string; token: string; encodingAesKey: string; mode: Mode; accountType: string }
  /** Somebody who follows it. */
  follower(name?: string): LabPerson
  /** The calls of this account to the platform since the room was opened, by what they are called. */
  calls(what: string): Wire[]
  pushes(what: string): Wire[]
}

let rooms = 0

export async function openWechat(
  house: House,
  { mode = 'secure', type = 'service', declared = type, settings = {} }: WechatOptions = {},
): Promise<WechatRoom> {
  const { lab } = house
  const [appId, appSecret] = [`wxacme${String(++rooms).padStart(12, '0')}`, createHash('md5').update(String(rooms)).digest('hex')]
  const menu = [{ type: 'click', name: '人工客服', key: 'HUMAN' }] as const
  const account = lab.wechat.account({ appid: appId, secret: appSecret, name: `Acme ${rooms}`, type, menu: [...menu] })
  const credentials = { appId, appSecret, token: TOKEN, encodingAesKey: AES_KEY, mode, accountType: declared }
  const line = house.line('wechat')
  const channel = await house.connect(
    {
      ...line,
      name: account.name,
      credentials,
      configure: (url) => account.configure({ url, token: TOKEN, encodingAesKey: AES_KEY, mode }),
    },
    settings,
  )
  const after = lab.journal.list().at(-1)?.n
  const entries = (way: 'call' | 'hook') => (what: string) =>
    lab.journal
      .list({ after, platform: 'wechat', way, what })
      .filter((entry) => entry.account === undefined || entry.account === account.name)
  return {
    account,
    channel,
    credentials,
    hookUrl: `${house.hub.url}/hooks/${channel}`,
    calls: entries('call'),
    pushes: entries('hook'),
    follower(name = 'Ada') {
      const person = lab.wechat.person({ name, account })
      person.follow()
      return person
    },
  }
}

/** What a push is made of, when it is not the platform that makes it. */
export interface Forgery {
  how: Mode
  token?: string
  aesKey?: string
  appId?: string
  /** Seconds from now. */
  off?: number
  /** Elements beside the cipher, in place of the true ones. */
  beside?: { [name: string]: string | number }
  /** Done to the address before it is called. */
  spoil?: (query: URLSearchParams) => void
}

export interface Push {
  url: string
  body: string
  post(): Promise<{ status: number; body: string }>
}

/** A push of a text, as the platform would make it but for what `forgery` changes. */
export function pushOf(
  { credentials, hookUrl, account }: WechatRoom,
  fields: { [name: string]: string | number },
  now: number,
  forgery: Forgery,
): Push {
  const { how, token = TOKEN, aesKey = AES_KEY, appId = credentials.appId, off = 0, beside, spoil } = forgery
  const all = { ToUserName: account.user, CreateTime: Math.floor(now / 1000), MsgType: 'text', ...fields }
  const cipher = how === 'plain' ? undefined : encrypt(aesKey, toXml(all), appId)
  const [timestamp, nonce] = [String(Math.floor(now / 1000) + off), '415670741']
  const query = new URLSearchParams({
    signature: sha1Sorted(token, timestamp, nonce),
    timestamp,
    nonce,
    openid: String(fields['FromUserName']),
  })
  if (cipher !== undefined) {
    query.set('encrypt_type', 'aes')
    query.set('msg_signature', sha1Sorted(token, timestamp, nonce, cipher))
  }
  spoil?.(query)
  const open = beside ?? (how === 'secure' ? { ToUserName: account.user } : all)
  const body = toXml(cipher === undefined ? open : { ...open, Encrypt: cipher })
  const url = `${hookUrl}?${query.toString()}`
  return {
    url,
    body,
    async post() {
      const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } })
      return { status: response.status, body: await response.text() }
    },
  }
}
