import type { Call } from '../emulator.ts'
import { omit } from '../omit.ts'
import type { Account } from './account.ts'
import { customSend, customTyping } from './customer.ts'
import { WechatError, type Code } from './errors.ts'
import { download, mediaGet, mediaUpload, pictureHost, videoHost } from './media.ts'
import { stableToken, token, unknownToken } from './tokens.ts'
import { qrcodeCreate, userInfo } from './users.ts'
import type { World } from './world.ts'

/** A call whose access token was good. */
export interface ApiCall {
  world: World
  account: Account
  query: URLSearchParams
  /** The parsed body in JSON; {} of a GET and of an upload. */
  body: Record<string, unknown>
  form: FormData | undefined
}

/** `ask`: gives tokens, so needs none. */
type Route = { verb: 'GET' | 'POST' } & (
  | { ask: (world: World, ask: Record<string, unknown>) => object }
  | { run: (call: ApiCall) => Response | object }
)

const routes: Readonly<Record<string, Route>> = {
  '/cgi-bin/token': { verb: 'GET', ask: token },
  '/cgi-bin/stable_token': { verb: 'POST', ask: stableToken },
  '/cgi-bin/message/custom/send': { verb: 'POST', run: customSend },
  '/cgi-bin/message/custom/typing': { verb: 'POST', run: customTyping },
  '/cgi-bin/media/upload': { verb: 'POST', run: mediaUpload },
  '/cgi-bin/media/get': { verb: 'GET', run: mediaGet },
  '/cgi-bin/user/info': { verb: 'GET', run: userInfo },
  '/cgi-bin/qrcode/create': { verb: 'POST', run: qrcodeCreate },
}

export const apiHost = 'api.weixin.qq.com'

/** One call of the hub. Refusals come with status 200, as all of WeChat's do. */
export async function handle(world: World, request: Request, call: Call): Promise<Response> {
  const url = new URL(request.url)
  if (url.hostname === pictureHost || url.hostname === videoHost) return download(world, url, call)
  try {
    const answer = await perform(world, request, url, call)
    return answer instanceof Response ? answer : Response.json(answer)
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    const rid = [world.seconds().toString(16), world.hex(8), world.hex(8)].join('-')
    return Response.json({ errcode: error.code, errmsg: `${error.message} rid: ${rid}` })
  }
}

async function perform(world: World, request: Request, url: URL, call: Call): Promise<Response | object> {
  const query = url.searchParams
  const route = routes[url.pathname]
  if (route === undefined) throw new WechatError(40066)
  if (request.method !== route.verb) throw new WechatError(route.verb === 'GET' ? 43001 : 43002)
  const { form, text = '' } = await bodyOf(request)
  call.request = omit(text === '' ? Object.fromEntries(query) : (readable(text) ?? { text }), 'access_token', 'secret')
  const body = (): Record<string, unknown> => (route.verb === 'GET' || form !== undefined ? {} : json(text))
  if ('ask' in route) {
    troubled(world, call, 40125)
    return route.ask(world, { ...Object.fromEntries(query), ...body() })
  }
  const account = byToken(world, query.get('access_token') ?? '')
  call.account = account.name
  troubled(world, call, 40001)
  return route.run({ world, account, query, body: body(), form })
}

async function bodyOf(request: Request): Promise<{ form?: FormData; text?: string }> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data') !== true) return { text: await request.text() }
  return { form: await request.formData().catch(() => new FormData()) }
}

/** Throws what a fault asks for. */
function troubled({ faults, options }: World, { what }: Call, unauthorized: Code): void {
  if (faults.now.unauthorized && faults.concerns(what)) throw new WechatError(unauthorized)
  if (faults.take('tooMany', what)) throw new WechatError(options.tooMany)
}

function byToken(world: World, text: string): Account {
  if (text === '') throw new WechatError(41001)
  const account = [...world.accounts.values()].find((one) => one.tokens.knows(text))
  if (account === undefined) throw unknownToken(text)
  return account
}

/** Throws 44002 without a body, 40033 for `\uXXXX` where the character itself would do, 47001 for what is no JSON object. */
function json(text: string): Record<string, unknown> {
  if (text.trim() === '') throw new WechatError(44002)
  if (/(?<!\\)(?:\\\\)*\\u(?!00[01])/.test(text)) throw new WechatError(40033)
  const body = readable(text)
  if (body === undefined) throw new WechatError(47001)
  return body
}

function readable(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
