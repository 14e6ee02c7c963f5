const encoder = new TextEncoder()
const CBC = 'AES-CBC'

/** The cipher's own block, to which WebCrypto pads, and the one that the platform pads to. */
const BLOCK = 16
const PADDED = 32

/** Before the message: random bytes, then its length in bytes, big-endian. */
const RANDOM = 16
const HEAD = RANDOM + 4

/** An EncodingAESKey: 32 bytes in base64, without the `=` at the end. */
export const AES_KEY = /^[A-Za-z0-9]{43}$/

/** SHA-1, hex, of the parts in byte order and joined: how every push of WeChat and WeCom is signed. */
export async function sha1Sorted(...parts: string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', encoder.encode(parts.toSorted().join('')))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What stood in a cipher, and whom it was for (AppID or CorpID: the caller compares). Null for anything malformed. */
export async function decrypt(encodingAesKey: string, cipherBase64: string): Promise<{ message: string; receiverId: string } | null> {
  const cipher = bytesOf(cipherBase64)
  if (!AES_KEY.test(encodingAesKey) || !cipher || cipher.length === 0 || cipher.length % PADDED !== 0) return null
  const plain = unpad(await decipher(await importKey(encodingAesKey), cipher))
  if (!plain || plain.length < HEAD) return null
  const end = HEAD + new DataView(plain.buffer, plain.byteOffset).getUint32(RANDOM)
  if (end > plain.length) return null
  try {
    // A decoder keeps what it could not finish: one for each.
    const [message, receiverId] = [plain.subarray(HEAD, end), plain.subarray(end)].map((part) =>
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part),
    )
    return message === undefined || receiverId === undefined ? null : { message, receiverId }
  } catch {
    return null
  }
}

/** The cipher, base64, of a message for `receiverId`. `random`: 16 bytes. */
export async function encrypt(
  encodingAesKey: string,
  message: string,
  receiverId: string,
  random: Uint8Array = crypto.getRandomValues(new Uint8Array(RANDOM)),
): Promise<string> {
  const [body, receiver] = [encoder.encode(message), encoder.encode(receiverId)]
  const used = HEAD + body.length + receiver.length
  const pad = PADDED - (used % PADDED)
  const plain = new Uint8Array(used + pad).fill(pad, used)
  plain.set(random)
  new DataView(plain.buffer).setUint32(RANDOM, body.length)
  plain.set(body, HEAD)
  plain.set(receiver, HEAD + body.length)

  const { key, iv } = await importKey(encodingAesKey)
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: CBC, iv }, key, plain))
  return base64Of(cipher.subarray(0, plain.length))
}

interface AesKey {
  key: CryptoKey
  iv: Uint8Array<ArrayBuffer>
}

async function importKey(encodingAesKey: string): Promise<AesKey> {
  const raw = AES_KEY.test(encodingAesKey) ? bytesOf(`${encodingAesKey}=`) : null
  if (!raw) throw new RangeError('An EncodingAESKey has 43 letters and digits.')
  return { key: await crypto.subtle.importKey('raw', raw, CBC, false, ['encrypt', 'decrypt']), iv: raw.slice(0, BLOCK) }
}

/** WebCrypto takes nothing that does not end in a padding of its own: one block of nothing else is put behind the cipher. */
async function decipher({ key, iv }: AesKey, cipher: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const padding = await crypto.subtle.encrypt({ name: CBC, iv: cipher.slice(-BLOCK) }, key, new Uint8Array())
  const padded = new Uint8Array(cipher.length + BLOCK)
  padded.set(cipher)
  padded.set(new Uint8Array(padding), cipher.length)
  return new Uint8Array(await crypto.subtle.decrypt({ name: CBC, iv }, key, padded))
}

function unpad(plain: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const pad = plain.at(-1) ?? 0
  if (pad < 1 || pad > PADDED || plain.subarray(-pad).some((byte) => byte !== pad)) return null
  return plain.subarray(0, -pad)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.codePointAt(0) ?? 0)
  } catch {
    return null
  }
}

const base64Of = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
