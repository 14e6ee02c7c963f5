import type { ResponseParameters } from '@grammyjs/types'
import { AdapterFault, type FaultCode } from '../../src/contract/adapter.ts'
import { type Raw, number, object, text } from '../../src/contract/read.ts'
import { id } from './id.ts'

/** How Telegram says no. `error_code` is the HTTP status. */
export interface Refused {
  ok: false
  error_code: number
  description: string
  parameters?: ResponseParameters
}

/** Telegram has one number, 400, for many reasons; the chat that is gone is told by the words of its server alone. */
const GONE = /^Bad Request: (?:chat not found|group chat was (?:deactivated|deleted)|user not found)/

const CODES: { [status: number]: FaultCode } = {
  // A well-formed wrong token gets 401, any other 404.
  401: 'auth',
  404: 'auth',
  403: 'blocked',
  429: 'rate',
}

/** Telegram's answer as a fault. It did nothing then, so a repetition is safe. */
export function refusedFault(answer: Raw<Refused>, status: number): AdapterFault {
  const code = number(answer.error_code) ?? status
  const words = text(answer.description) ?? 'Telegram refused the call.'
  const parameters = object<ResponseParameters>(answer.parameters)
  const movedTo = id(parameters?.migrate_to_chat_id)
  const seconds = number(parameters?.retry_after)
  return new AdapterFault(CODES[code] ?? codeOf(code, words, movedTo), words, {
    certain: true,
    platformCode: String(code),
    ...(movedTo && { movedTo }),
    ...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
  })
}

function codeOf(status: number, words: string, movedTo: string | undefined): FaultCode {
  if (movedTo || (status === 400 && GONE.test(words))) return 'gone'
  return status === 400 || status === 413 ? 'content' : 'platform'
}
