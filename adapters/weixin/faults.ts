import { AdapterFault, type FaultCode } from '../../src/contract/adapter.ts'

/** What an `errcode` means. `retryAfterMs` is ours to choose: the platforms name no time. */
export type Refusals = { [errcode: number]: FaultCode | { code: FaultCode; retryAfterMs: number; account: true } }

/** The access token is not (or no longer) the right one: nothing was done, and a new token helps. */
export const STALE_TOKEN: readonly string[] = ['40001', '40014', '42001']

const MINUTE = 60_000

/** What WeChat and WeCom have in common (developers.weixin.qq.com, global return codes; WxJava, WxMpErrorMsgEnum). */
const COMMON: Refusals = {
  // "System busy, please try again later."
  [-1]: 'platform',
  40001: 'auth',
  40013: 'auth',
  40014: 'auth',
  42001: 'auth',
  // The quota of the day, and that of the minute.
  45009: { code: 'rate', retryAfterMs: 10 * MINUTE, account: true },
  45011: { code: 'rate', retryAfterMs: MINUTE, account: true },
}

/** The platform's "no" as a fault: it did nothing then. A code that nobody knows is about what was asked, and would come again. */
export function refusedFault(platform: string, errcode: number, words: string | undefined, refusals: Refusals): AdapterFault {
  const meaning = refusals[errcode] ?? COMMON[errcode] ?? 'content'
  const { code, ...more } = typeof meaning === 'string' ? { code: meaning } : meaning
  return new AdapterFault(code, words ?? `${platform} refused the call.`, { certain: true, platformCode: String(errcode), ...more })
}
