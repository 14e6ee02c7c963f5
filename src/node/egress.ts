import { type LookupAddress, type LookupOptions, lookup as askSystem } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent } from 'undici'
import { type Egress, EgressFault, type EgressOptions } from '../ports/egress.ts'
import { createEgress } from '../runtime/outgoing-call.ts'

type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** Node's `fetch` with a deadline, by way of the relay when there is one. `lookup` finds the addresses of a name; default: the system's. */
export const createNodeEgress = (options: EgressOptions = {}, lookup: Lookup = askSystem): Egress =>
  createEgress(options, (mayCall) => {
    const dispatcher = new Agent({ connect: { lookup: onlyThose(mayCall, lookup) } })
    return {
      fetch({ url, open }, init) {
        const judged: RequestInit & { dispatcher: Agent } = { ...init, dispatcher }
        return fetch(url, open ? judged : init)
      },
      neverSent,
    }
  })

/** Looks names up for a connection, which is then made to what was judged and to nothing else. */
function onlyThose(mayCall: (address: string) => boolean, lookup: Lookup): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const open = error ? [] : addresses.filter(({ address }) => mayCall(address))
      const [first] = open
      if (!first) return callback(error ?? new EgressFault('private', false, 'the name stands for no public address'), '')
      return options.all ? callback(null, open) : callback(null, first.address, first.family)
    })
}

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
