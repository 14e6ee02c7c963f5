import { AdapterFault } from '../../src/contract/adapter.ts'
import { object, text } from '../../src/contract/read.ts'
import type { Credentials } from './manifest.ts'

const LONGEST = 300

/** What went wrong, in the puppet's words but without the token, which some puppets repeat. */
export function wordsOf(error: unknown, { token }: Pick<Credentials, 'token'>): string {
  const words = text(object<Error>(error)?.message) ?? String(error)
  return (token ? words.replaceAll(token, '…') : words).slice(0, LONGEST)
}

/** The words of an `error` event: a serialised error, in one of two places. */
export function toldError(payload: unknown): unknown {
  const told = object<{ gerror: string; data: string }>(payload)
  const words = text(told?.gerror) ?? text(told?.data)
  if (!words) return 'unknown'
  try {
    return object(JSON.parse(words)) ?? words
  } catch {
    return words
  }
}

/** Puppets have no codes: that one has failed says nothing about what it did before. */
export const unsureFault = (error: unknown, credentials: Credentials): AdapterFault =>
  new AdapterFault('platform', `The puppet failed: ${wordsOf(error, credentials)}`, { certain: false })

export const notConnected = (): AdapterFault =>
  new AdapterFault('network', 'The account is not signed in at the moment.', { certain: true })
