import { callback, reachable } from '../weixin/callback.ts'
import { sha1Sorted } from '../weixin/crypt.ts'
import type { World } from './world.ts'

/** Pushes in the clear, in the clear and encrypted side by side, or encrypted only. */
export type Mode = 'plain' | 'compatible' | 'secure'

/** What the admin types in under "服务器配置". */
export interface CallbackSettings {
  url: string
  /** 3 to 32 letters and digits. */
  token: string
  /** 43 letters and digits; asked for in every mode, used in two. */
  encodingAesKey: string
  mode: Mode
}

export interface Callback extends CallbackSettings {
  /** Where the lab really connects to. */
  connectTo: URL
}

/** Calls the address as the site does before it saves. Rejects with the reason when it would not save. */
export async function verified(settings: CallbackSettings, account: string, world: World): Promise<Callback> {
  const { hosts, answerMs } = world.options
  if (!/^[A-Za-z0-9]{3,32}$/.test(settings.token)) throw new Error('Token必须为英文或数字，长度为3-32字符: 3 to 32 letters and digits')
  if (!/^[A-Za-z0-9]{43}$/.test(settings.encodingAesKey)) throw new Error('EncodingAESKey长度为43个字符: 43 letters and digits')
  const saved = { ...settings, connectTo: reachable(settings.url, hosts) }
  const echo = world.digits(19)
  const url = signed(saved, world, { echostr: echo })
  const started = performance.now()
  const answer = await callback(url, { method: 'GET', answerMs, clock: world.kit.clock })
  world.kit.journal.add({
    at: world.now(),
    platform: 'wechat',
    way: 'hook',
    what: 'echostr',
    account,
    status: 'status' in answer ? answer.status : answer.failed,
    request: url.search,
    ...('body' in answer ? { response: answer.body } : {}),
    ms: Math.round(performance.now() - started),
  })
  if ('failed' in answer) throw new Error(`请求URL超时: the address did not answer (${answer.failed})`)
  if (answer.body !== echo) throw new Error('token验证失败: the address did not answer the echostr')
  return saved
}

/** The address with the parameters of every call; with `encrypt`, those of an encrypted push too. Obeys the fault `hooks.secret`. */
export function signed({ connectTo, token }: Callback, world: World, more: Record<string, string>, encrypt?: string): URL {
  const { secret } = world.faults.now.hooks
  const key = secret === 'wrong' ? `${token}x` : token
  const timestamp = String(world.seconds())
  const nonce = world.digits(9)
  const url = new URL(connectTo)
  const parameters = {
    ...(secret === 'missing' ? {} : { signature: sha1Sorted(key, timestamp, nonce) }),
    timestamp,
    nonce,
    ...more,
    ...(encrypt === undefined ? {} : { encrypt_type: 'aes' }),
    ...(encrypt === undefined || secret === 'missing' ? {} : { msg_signature: sha1Sorted(key, timestamp, nonce, encrypt) }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}
