import type { FaultCode } from '../../src/contract/adapter.ts'
import { number } from '../../src/contract/read.ts'
import type { Refusals } from '../weixin/faults.ts'

const MINUTE = 60_000

/** Unverified: how long WeCom keeps a caller out who was too fast. It says no time. */
const TOO_FAST = { code: 'rate', retryAfterMs: MINUTE, account: true } as const

/** What WeCom's codes mean on this channel, besides what all of its family have in common (developer.work.weixin.qq.com/document/path/90313). */
export const REFUSALS: Refusals = {
  // Two wrote the same at once: later it goes.
  6000: 'platform',
  40096: 'gone',
  45009: TOO_FAST,
  45033: TOO_FAST,
  // The app may not call this, the caller's address is not a trusted one, the switch for the API is off.
  48002: 'auth',
  60011: 'auth',
  60020: 'auth',
  95017: 'auth',
  84061: 'gone',
  // No such account of this corp.
  95000: 'auth',
  // More than five since the customer's last word, or more than 48 hours. Both from third parties.
  95001: 'window',
  95002: 'window',
  // The session has ended, may not go there, or is with somebody else: see sessions.ts. 95018 from third parties.
  95013: 'window',
  95016: 'window',
  95018: 'window',
}

/** Why a message that had been accepted failed after all: `fail_type` of `msg_send_fail`. */
const FAILURES = new Map<number, { code: FaultCode; text: string }>([
  [0, { code: 'platform', text: 'WeChat could not deliver it and does not say why.' }],
  [1, { code: 'auth', text: 'The customer service account was deleted.' }],
  [2, { code: 'auth', text: 'The app was switched off in WeCom.' }],
  [4, { code: 'window', text: 'More than 48 hours have passed since the customer wrote.' }],
  [5, { code: 'window', text: 'The session had ended.' }],
  [6, { code: 'window', text: 'It was more than five messages since the customer wrote.' }],
  [8, { code: 'auth', text: 'The company is not verified in WeCom.' }],
  [10, { code: 'blocked', text: 'The customer refuses messages of this account.' }],
  [11, { code: 'platform', text: 'Nobody of the company is logged in to WeCom.' }],
  [12, { code: 'content', text: 'Messages of this kind are not allowed.' }],
  [13, { code: 'content', text: 'Held back by WeChat’s security checks.' }],
])

export function failureOf(failType: unknown): { code: FaultCode; text: string } {
  const type = number(failType) ?? 0
  const { code, text } = FAILURES.get(type) ?? { code: 'platform', text: 'WeChat could not deliver it.' }
  return { code, text: `${text} (fail_type ${type})` }
}
