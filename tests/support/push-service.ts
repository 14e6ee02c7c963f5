import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a browser was told, as it reads it, and what the push service was told of it. */
export interface PushCall {
  path: string
  ttl: number
  topic: string | undefined
  urgency: string | undefined
  /** Whom the service may turn to, and for which origin that was signed. */
  subject: string
  audience: string
  data: Record<string, unknown>
}

/**
 * A push service on loopback, and the browsers that it serves: reads what comes by the standards, with Node's own cryptography. It stands behind
 * a relay, since subscriptions are https.
 */
export interface PushService {
  /** For `relay`. */
  url: string
  calls: PushCall[]
  /** What it answers next; then 201. */
  answers: number[]
  /** A browser that subscribes. */
  browser(name: string, vapid: string): { endpoint: string; keys: { p256dh: string; auth: string } }
  close(): Promise<void>
}

const HOST = 'push.example.com'
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
const hkdf = (salt: Buffer, key: Buffer, info: Buffer | string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

/** RFC 8291 over RFC 8188: one record, `aes128gcm`. */
function decrypt(body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string {
  const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0]
  const sender = body.subarray(21, 21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = hkdf(auth, ecdh.computeSecret(sender), info, 32)
  const cipher = createDecipheriv(
    'aes-128-gcm',
    hkdf(salt, secret, 'Content-Encoding: aes128gcm\0', 16),
    hkdf(salt, secret, 'Content-Encoding: nonce\0', 12),
  )
  const sealed = body.subarray(21 + idLength)
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = padded.findLastIndex((byte) => byte !== 0)
  if (padded[end] !== 2) throw new Error('not the last record')
  return padded.subarray(0, end).toString()
}

/** RFC 8292: throws unless the key that the browser subscribed with has signed it. */
function claimsOf(authorization: string, vapid: string): { aud: string; sub: string; exp: number } {
  const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = bytes(key)
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature))
  if (!signed || key !== vapid) throw new Error('signed by somebody else')
  return JSON.parse(bytes(claims).toString())
}

export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer; vapid: string }>()
  const calls: PushCall[] = []
  const answers: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = (request.url ?? '').slice(HOST.length + 1)
      const browser = browsers.get(path)
      const { headers } = request
      try {
        if (!browser || headers['content-encoding'] !== 'aes128gcm') throw new Error('not for a browser of ours')
        const { aud, sub } = claimsOf(headers.authorization ?? '', browser.vapid)
        const data = JSON.parse(decrypt(Buffer.concat(chunks), browser.ecdh, browser.auth)) as Record<string, unknown>
        const [topic, urgency] = [headers['topic'], headers['urgency']].map((value) => (typeof value === 'string' ? value : undefined))
        calls.push({ path, ttl: Number(headers['ttl']), topic, urgency, subject: sub, audience: aud, data })
        response.writeHead(answers.shift() ?? 201).end()
      } catch (error) {
        response.writeHead(400).end(String(error))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    browser(name, vapid) {
      const ecdh = createECDH('prime256v1')
      const [p256dh, auth] = [ecdh.generateKeys(), randomBytes(16)]
      browsers.set(`/${name}`, { ecdh, auth, vapid })
      return { endpoint: `https://${HOST}/${name}`, keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') } }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
