import { AdapterFault, type FaultCode } from '../../src/contract/adapter.ts'
import { type Raw, number, text } from '../../src/contract/read.ts'
import { CODES } from './codes.ts'

/** How QQ says no: v2 writes `err_code`, the gateway before it and the token's host `code`. */
export interface Refused {
  err_code: number
  code: number
  message: string
}

export const codeOf = (answer: Raw<Refused>): number | undefined => number(answer.err_code) ?? number(answer.code)

const STATUSES: { [status: number]: FaultCode } = { 401: 'auth', 404: 'gone', 429: 'rate' }

/**
 * QQ's refusal as a fault, by its code. One that is not known is certain only with a status that says so: 2xx means that
 * something was accepted, 5xx that something went wrong on the way.
 */
export function refusedFault(answer: Raw<Refused>, status: number): AdapterFault {
  const code = codeOf(answer)
  const known = code === undefined ? undefined : CODES.get(code)
  const clear = status >= 300 && status < 500
  const fault = known ?? STATUSES[status] ?? (clear ? 'content' : 'platform')
  return new AdapterFault(fault, text(answer.message) ?? 'QQ refused the call.', {
    certain: known !== undefined || clear,
    platformCode: String(code ?? status),
  })
}

/** Whatever went wrong in it, the customer has seen nothing yet: for what comes before the message itself. */
export async function unseen<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (error) {
    throw error instanceof AdapterFault ? certainly(error) : error
  }
}

export const certainly = ({ code, message, platformCode = '' }: AdapterFault): AdapterFault =>
  new AdapterFault(code, message, { certain: true, platformCode })
