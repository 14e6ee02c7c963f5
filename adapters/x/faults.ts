import { AdapterFault, type FaultCode, type Sent } from '../../src/contract/adapter.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { type Raw, list, number, object, text } from '../../src/contract/read.ts'

/** How X says no: a problem (RFC 9457), the errors of its older interface, or those of OAuth. */
export interface Problem {
  type: string
  title: string
  detail: string
  status: number
  reason: string
  error_description: string
  errors: { type: string; title: string; detail: string; message: string; code: number; reason: string }[]
}

/** Unverified: 402 where prepaid credits are used up; what is to be sent waits until there are new ones. */
const STATUS: { [status: number]: FaultCode } = {
  400: 'content',
  401: 'auth',
  402: 'rate',
  404: 'gone',
  413: 'content',
  422: 'content',
  429: 'rate',
  500: 'platform',
  503: 'network',
}

/** The last part of a problem's type, where it says more than the status. */
const TYPES = new Map<string, FaultCode>([
  ['client-forbidden', 'auth'],
  ['unsupported-authentication', 'auth'],
  // The app may read and not write, or was allowed to after its tokens were made (seen in issue 493 of node-twitter-api-v2).
  ['oauth1-permissions', 'auth'],
  ['invalid-request', 'content'],
  ['resource-not-found', 'gone'],
  ['usage-capped', 'rate'],
  ['rate-limit-exceeded', 'rate'],
])

/** Numbers of the older interface. Unverified: 150 and 349 for a person who takes no messages from us. 93: the app may not send any. */
const NUMBERS: { [code: number]: FaultCode } = { 93: 'auth', 150: 'blocked', 349: 'blocked' }

/** Until a limit that X names no end of may be over: its shortest window. */
const WINDOW_MS = 15 * 60_000

export interface Refused {
  status: number
  headers: Pick<Headers, 'get'>
  problem: Raw<Problem>
  /** What 403 means for this call. */
  forbidden: FaultCode
  now: number
}

/** X's answer as a fault. A refusal did nothing; only an error on X's own side leaves that open. */
export function refusedFault({ status, headers, problem, forbidden, now }: Refused): AdapterFault {
  const error = object<Problem['errors'][number]>(list(problem.errors)[0])
  // In X's own form 503 says that it took nothing on. Whoever else says so, and whatever else it says, leaves it open.
  if (status > 500 && !(status === 503 && isOwn(problem, error))) return strangeFault('X', status)
  const type = (text(problem.type) ?? text(error?.type))?.split('/').at(-1) ?? ''
  const older = number(error?.code)
  const isForbidden = status === 403 || type === 'not-authorized-for-resource'
  const byStatus = isForbidden ? forbidden : (STATUS[status] ?? (status < 400 ? 'content' : 'platform'))
  const code = TYPES.get(type) ?? NUMBERS[older ?? 0] ?? byStatus
  const reset = leftOf(headers)?.resetAt
  return new AdapterFault(code, wordsOf(problem, error), {
    certain: status !== 500,
    platformCode: text(problem.reason) ?? text(error?.reason) ?? (TYPES.has(type) ? type : undefined) ?? String(older ?? status),
    ...(code === 'rate' && { retryAfterMs: Math.max(1000, reset === undefined ? WINDOW_MS : reset - now), account: true }),
  })
}

/** Whether X itself says no, in its present form or in its older one. */
const isOwn = (problem: Raw<Problem>, error: Raw<Problem['errors'][number]> | undefined): boolean =>
  (text(problem.title) !== undefined && number(problem.status) !== undefined) || number(error?.code) !== undefined

/** Of a list of errors the first says what is wrong; what stands beside it is the same for every one. */
const wordsOf = (problem: Raw<Problem>, error: Raw<Problem['errors'][number]> | undefined): string =>
  text(error?.detail) ??
  text(error?.message) ??
  text(problem.detail) ??
  text(problem.error_description) ??
  text(problem.title) ??
  'X refused the call.'

/** The same fault where it came before the send itself, which was certainly not made then. */
export function notSent(fault: AdapterFault, code: FaultCode = fault.code): AdapterFault {
  const { message, retryAfterMs, platformCode, account } = fault
  return new AdapterFault(code, message, {
    certain: true,
    account,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(platformCode !== undefined && { platformCode }),
  })
}

/** What went wrong in getting a token: whatever X does not like about the request for one is a matter of the credentials. */
export const tokenFault = (fault: AdapterFault): AdapterFault =>
  notSent(fault, ['rate', 'network', 'platform'].includes(fault.code) ? fault.code : 'auth')

/** No answer, or half of one. */
export const lostFault = (cause: unknown): AdapterFault => brokenFault('X', cause)

/** Certainly refused, and not only for now. */
export const isRefusal = (error: unknown): error is AdapterFault =>
  error instanceof AdapterFault && error.certain && error.code !== 'rate' && error.code !== 'network'

type Left = NonNullable<Sent['left']>

/** The headers of a window of 15 minutes, and of the day (`twitter-api-v2` reads the same; X docs name only the first). */
const WINDOWS = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour']

/** What is left of the tightest limit that an answer tells of, and when that begins anew. */
export function leftOf(headers: Pick<Headers, 'get'>): Left | undefined {
  let tightest: Left | undefined
  for (const name of WINDOWS) {
    const [count, reset] = [numberIn(headers, `${name}-remaining`), numberIn(headers, `${name}-reset`)]
    if (count === undefined || reset === undefined) continue
    const left = { count, resetAt: reset * 1000 }
    if (!tightest || count < tightest.count || (count === tightest.count && left.resetAt > tightest.resetAt)) tightest = left
  }
  return tightest
}

function numberIn(headers: Pick<Headers, 'get'>, name: string): number | undefined {
  const value = headers.get(name)
  return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : undefined
}
