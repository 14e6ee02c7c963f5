import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** PKCS#7, but padded to 32 bytes where AES itself works on 16. */
const block = 32
/** 16 random bytes, then the length of the message in four. */
const head = 20

/** The signature of every push and reply: sha1 in hex over the parts, sorted as bytes and joined. */
export function sha1Sorted(...parts: string[]): string {
  const sorted = parts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return createHash('sha1').update(sorted.join('')).digest('hex')
}

/**
 * Encrypts for whoever holds the EncodingAESKey (43 characters; the key in base64 without its `=`). The receiver is the appid or
 * corpid. `random`: 16 bytes in latin1, for tests. Source: "消息加解密说明", developers.weixin.qq.com.
 */
export function encrypt(encodingAesKey: string, message: string, receiverId: string, random = randomBytes(16).toString('latin1')): string {
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const full = Buffer.concat([Buffer.from(random, 'latin1'), length, text, Buffer.from(receiverId)])
  const missing = block - (full.length % block)
  const cipher = createCipheriv('aes-256-cbc', ...keyAndIv(encodingAesKey)).setAutoPadding(false)
  return Buffer.concat([cipher.update(full), cipher.update(Buffer.alloc(missing, missing)), cipher.final()]).toString('base64')
}

/** The reverse. Throws when the length or the padding is wrong, as it is under another key. The caller looks whether the receiver is right. */
export function decrypt(encodingAesKey: string, cipher: string): { message: string; receiverId: string } {
  const bytes = Buffer.from(cipher, 'base64')
  if (bytes.length === 0 || bytes.length % block !== 0) throw new Error(`${bytes.length} bytes are not whole blocks of ${block}`)
  const decipher = createDecipheriv('aes-256-cbc', ...keyAndIv(encodingAesKey)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const pad = padded.at(-1) ?? 0
  if (pad < 1 || pad > block || padded.subarray(-pad).some((byte) => byte !== pad)) throw new Error('The padding is wrong')
  const full = padded.subarray(0, -pad)
  const end = full.length < head ? Infinity : head + full.readUInt32BE(16)
  if (end > full.length) throw new Error('The length of the message is wrong')
  return { message: full.toString('utf8', head, end), receiverId: full.toString('utf8', end) }
}

/** The IV is the beginning of the key. */
function keyAndIv(encodingAesKey: string): [key: Buffer, iv: Buffer] {
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) throw new Error('An EncodingAESKey has 43 letters and digits')
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  return [key, key.subarray(0, 16)]
}
