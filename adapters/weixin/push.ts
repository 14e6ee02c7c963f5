import { equalText } from '../../src/contract/equal.ts'
import { decrypt, sha1Sorted } from './crypt.ts'

/** What a platform signs and encrypts its pushes with. */
export interface PushKeys {
  token: string
  encodingAesKey: string
  /** AppID or CorpID: stands behind each message, so that nobody passes one account's on to another. */
  receiverId: string
}

/** A push that is older, or newer, than this is not believed: a retry comes within seconds. Clocks differ a little. */
const FRESH_MS = 5 * 60_000

/** Whether `timestamp` (seconds) of a push is about now. */
export const isFresh = (query: URLSearchParams, now: number): boolean =>
  /^\d{1,12}$/.test(query.get('timestamp') ?? '') && Math.abs(now - Number(query.get('timestamp')) * 1000) <= FRESH_MS

/** Whether the query's `name` signs its time and nonce, and `parts`. */
export async function isSigned(
  query: URLSearchParams,
  name: 'signature' | 'msg_signature',
  token: string,
  ...parts: string[]
): Promise<boolean> {
  const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? '']
  return equalText(query.get(name) ?? '', await sha1Sorted(token, timestamp, nonce, ...parts))
}

/** The text of an encrypted push or `echostr`, signed with `msg_signature`; null where it is not from the platform, or not for us. */
export async function openSealed(keys: PushKeys, query: URLSearchParams, cipher: string): Promise<string | null> {
  if (!(await isSigned(query, 'msg_signature', keys.token, cipher))) return null
  const opened = await decrypt(keys.encodingAesKey, cipher)
  return opened && equalText(opened.receiverId, keys.receiverId) ? opened.message : null
}

/** A body as text; null where it is not UTF-8. */
export function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body)
  } catch {
    return null
  }
}
