import type { Entry } from '../../lab/journal.ts'
import type { Corp, KfAccount, LabPerson, LabServicer } from '../../lab/wechat-kf/index.ts'
import { encrypt, sha1Sorted } from '../../lab/weixin/crypt.ts'
import { toXml } from '../../lab/weixin/xml.ts'
import type { House } from './house.ts'
import type { Wire } from '../support/client.ts'

const TOKEN = 'kftoken'
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** A customer service account of a corp, and its channel of the hub. */
export interface KfRoom {
  corp: Corp
  account: KfAccount
  channel: string
  hookUrl: string
  credentials: { [name: string]: string }
  /** Somebody who has opened the chat, unless `stranger`. */
  person(name?: string, stranger?: 'stranger'): LabPerson
  servicer(userid?: string): LabServicer
  /** The calls of this account's hub to WeCom since the room was opened, by the last parts of their path. */
  calls(what: string): Wire[]
  /** The callbacks about this account. */
  callbacks(): Entry[]
  /** Does it while WeCom tells nobody. */
  unheard(what: () => void): void
}

let corps = 0

export interface KfOptions {
  settings?: { [name: string]: unknown }
  /** Another account of that corp; its callbacks go where they went. */
  beside?: KfRoom
  name?: string
}

export async function openKf(house: House, { settings = {}, beside, name = 'Acme 微信客服' }: KfOptions = {}): Promise<KfRoom> {
  const { lab } = house
  const corp = beside?.corp ?? lab.wechatKf.corp({ corpId: `wwacme${String(++corps).padStart(12, '0')}`, secret: 's'.repeat(43) })
  const account = corp.openAccount(name)
  const credentials = { corpId: corp.id, corpSecret: corp.secret, token: TOKEN, encodingAesKey: AES_KEY, openKfId: account.id }
  const configure = (url: string): Promise<void> =>
    beside ? Promise.resolve() : corp.configure({ url, token: TOKEN, encodingAesKey: AES_KEY })
  const channel = await house.connect({ kind: 'wechat-kf', name, credentials, settings: {}, configure }, settings)
  await house.hub.desk.idle()
  const after = lab.journal.list().at(-1)?.n
  const ofAccount = ({ request }: Entry): boolean => {
    const id = (request as { open_kfid?: string } | undefined)?.open_kfid
    return id === undefined || id === account.id
  }
  return {
    corp,
    account,
    channel,
    credentials,
    hookUrl: `${house.hub.url}/hooks/${channel}`,
    person(who = 'Ada', stranger) {
      const person = lab.wechatKf.person({ name: who, account })
      if (!stranger) person.start()
      return person
    },
    servicer: (userid = 'zhangsan') => lab.wechatKf.servicer(account, userid),
    calls: (what) =>
      lab.journal
        .list({ after, platform: 'wechat-kf', way: 'call', what })
        .filter((entry) => (entry.account ?? corp.id) === corp.id && ofAccount(entry)),
    callbacks: () =>
      lab.journal.list({ after, platform: 'wechat-kf', way: 'hook', what: 'kf_msg_or_event' }).filter((entry) => entry.account === name),
    unheard(what) {
      const { callback } = corp
      corp.callback = undefined
      what()
      corp.callback = callback
    },
  }
}

/** What a callback is made of, when it is not WeCom that makes it. */
export interface Forgery {
  token?: string
  aesKey?: string
  corpId?: string
  /** Seconds from now. */
  off?: number
  fields?: { [name: string]: string }
  /** In the clear, instead of the cipher. */
  open?: true
  spoil?: (query: URLSearchParams) => void
}

/** A callback about this account as WeCom would make it, but for what `forgery` changes; posted as often as called. */
export function callbackOf({ corp, account, hookUrl }: KfRoom, now: number, forgery: Forgery = {}): () => Promise<number> {
  const { token = TOKEN, aesKey = AES_KEY, corpId = corp.id, off = 0, fields = {}, open, spoil } = forgery
  const seconds = Math.floor(now / 1000)
  const told = {
    ToUserName: corp.id,
    CreateTime: seconds,
    MsgType: 'event',
    Event: 'kf_msg_or_event',
    Token: 'ENCmadeup',
    OpenKfId: account.id,
    ...fields,
  }
  const cipher = encrypt(aesKey, toXml(told), corpId)
  const [timestamp, nonce] = [String(seconds + off), '263014780']
  const query = new URLSearchParams({ msg_signature: sha1Sorted(token, timestamp, nonce, cipher), timestamp, nonce })
  spoil?.(query)
  const body = toXml(open ? told : { ToUserName: corp.id, Encrypt: cipher, AgentID: '' })
  return async () =>
    (await fetch(`${hookUrl}?${query.toString()}`, { method: 'POST', body, headers: { 'content-type': 'text/xml' } })).status
}
