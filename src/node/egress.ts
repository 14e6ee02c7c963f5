import type { Egress, EgressOptions } from '../ports/egress.ts'
import { createEgress } from '../runtime/outgoing-call.ts'

/** Node's `fetch` with a deadline, by way of the relay when there is one. */
export const createNodeEgress = (options: EgressOptions = {}): Egress => createEgress(options, neverSent)

/** What fails before the first byte of a request: looking the name up, connecting, and the certificate of the other side. */
const STEPS = ['getaddrinfo', 'connect']
const CODES = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/** `fetch` says "fetch failed"; Node's and undici's own error is its cause. Several addresses tried give one error with all of theirs. */
function neverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error)) return false
  if (cause instanceof AggregateError) return cause.errors.every((each) => isBeforeSending(each))
  return isBeforeSending(cause)
}

function isBeforeSending(error: unknown): boolean {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  return STEPS.includes(String(syscall)) || CODES.includes(String(code))
}
