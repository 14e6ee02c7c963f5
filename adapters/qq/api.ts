import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { type Raw, object, text } from '../../src/contract/read.ts'
import { AUDITED, NO_BOT, TOKEN_REFUSED } from './codes.ts'
import { type Refused, certainly, codeOf, refusedFault, unseen } from './faults.ts'
import type { Credentials } from './manifest.ts'

/** Newer pages print api.bot.qq.com for the first; both are the same. */
const ROOTS = { production: 'https://api.sgroup.qq.com', sandbox: 'https://sandbox.api.sgroup.qq.com' }
const TOKEN_URL = 'https://bots.qq.com/app/getAppAccessToken'
const TOKEN = 'access-token'
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/**
 * In the last 60 seconds of a token QQ hands out the next one, and the old one is good until its end; before, it hands out the
 * same again. So it is of no use to renew earlier.
 */
const RENEW_BEFORE_S = 55

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** JSON, or a form with a file in it. */
  body?: object | FormData
}

/** Whatever QQ answered, as an object. */
export type Answer = Raw<Refused & { [name: string]: unknown }>

interface Outcome {
  status: number
  answer: Answer
}

/** One call of the bot's API. A refused token means that nothing was done: once, it is tried again with a new one. */
export async function call(ctx: Ctx<Credentials>, request: Call): Promise<Answer> {
  let outcome = await attempt(ctx, request)
  if (isTokenRefused(outcome)) {
    await ctx.cache.drop(TOKEN)
    outcome = await attempt(ctx, request)
  }
  const { status, answer } = outcome
  const code = codeOf(answer)
  if (status < 300 && (!code || AUDITED.has(code))) return answer
  const fault = refusedFault(answer, status)
  // QQ's support asks for the trace of a call.
  ctx.trace('qq.refused', { code: fault.platformCode ?? '', trace: text(answer['trace_id']) ?? '' })
  throw fault
}

const isTokenRefused = ({ status, answer }: Outcome): boolean => status === 401 || TOKEN_REFUSED.has(codeOf(answer) ?? 0)

async function attempt(ctx: Ctx<Credentials>, { method, path, body }: Call): Promise<Outcome> {
  const token = await accessToken(ctx)
  const form = body instanceof FormData
  return exchange(ctx, `${ROOTS[ctx.credentials.environment]}${path}`, {
    method,
    headers: { authorization: `QQBot ${token}`, ...(body && !form && JSON_TYPE) },
    ...(body && { body: form ? body : JSON.stringify(body) }),
  })
}

/** The token of this bot; shared by its calls. Throws `AdapterFault('auth')` where the secret is not taken. */
export const accessToken = (ctx: Ctx<Credentials>): Promise<string> =>
  ctx.cache.get(TOKEN, async () => {
    const { appId, appSecret } = ctx.credentials
    const request = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ appId, clientSecret: appSecret }) }
    const { status, answer } = await unseen(exchange(ctx, TOKEN_URL, request))
    const value = text(answer['access_token'])
    // It says no with status 200, and one of its numbers means something else everywhere else.
    if (!value) throw certainly(refusedFault(answer, codeOf(answer) === NO_BOT ? 401 : status))
    const seconds = Number(answer['expires_in'])
    return { value, ttlMs: Math.max(5, (Number.isFinite(seconds) ? seconds : 0) - RENEW_BEFORE_S) * 1000 }
  })

async function exchange(ctx: Ctx<Credentials>, url: string, init: RequestInit): Promise<Outcome> {
  let response: Response
  let body: string
  try {
    response = await ctx.fetch(url, init)
    body = await response.text()
  } catch (error) {
    throw brokenFault('QQ', error)
  }
  const answer = body === '' && response.ok ? {} : parse(body)
  if (!answer) throw strangeFault('QQ', response.status)
  return { status: response.status, answer }
}

function parse(body: string): Answer | undefined {
  try {
    return object(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** The bytes behind an address that QQ gave for a file. It holds the permission itself, and runs out. */
export async function download(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  const gone = (): AdapterFault => new AdapterFault('gone', 'QQ has no such file any more.', { certain: true })
  if (!/^https?:\/\//i.test(ref) || !URL.canParse(ref)) throw gone()
  let response: Response
  try {
    response = await ctx.fetch(ref)
  } catch (error) {
    throw brokenFault('QQ', error)
  }
  if (!response.ok) {
    await response.body?.cancel()
    if (response.status < 500 && response.status !== 429) throw gone()
    throw strangeFault('QQ', response.status)
  }
  // Anew, without the address.
  return new Response(response.body, { headers: response.headers })
}
