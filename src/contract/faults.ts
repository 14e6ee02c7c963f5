import { AdapterFault } from './adapter.ts'
import { object, text } from './read.ts'

/**
 * An answer that is not the platform's: something before it spoke. A relay or a gateway says 502, 503 or 504 also when it has passed
 * the call on and lost what came back, so none of them is certain. 413 is said before anything is passed on.
 */
export function strangeFault(platform: string, status: number): AdapterFault {
  const words = `Something in front of ${platform} answered with status ${status}.`
  const platformCode = String(status)
  if (status === 413) return new AdapterFault('content', words, { certain: true, platformCode })
  return new AdapterFault('network', words, { certain: false, platformCode })
}

/**
 * No answer, or half of one. Whether it was carried out is known only when the way out says that it was not sent.
 * The address of a call may hold a token: neither the cause nor its words are passed on.
 */
export function brokenFault(platform: string, cause: unknown): AdapterFault {
  const fault = object<{ name: string; code: string; sent: boolean }>(cause)
  const known = fault?.name === 'EgressFault'
  const code = (known && text(fault.code)) || 'failed'
  return new AdapterFault('network', `The call to ${platform} did not end: ${code}.`, {
    certain: known && fault.sent === false,
    platformCode: code,
  })
}
