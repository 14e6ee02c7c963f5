import http from 'node:http'
import https from 'node:https'
import { gunzipSync, inflateSync } from 'node:zlib'
import type { LabClock } from '../clock.ts'

export interface HookAnswer {
  status: number
  reason: string
  /** Seconds, from `Retry-After`; 0 without one. */
  retryAfter: number
  body: string
}

/** Why there was no answer, in the words of `last_error_message`. */
export class HookFailure extends Error {
  override readonly name = 'HookFailure'
  readonly code: 'refused' | 'closed' | 'timeout'

  constructor(code: HookFailure['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The server gives up on a silent connection after a minute. */
const timeout = 60_000
const unreachable = new Set<unknown>(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'])

/** Connections to one webhook, kept alive, at most so many at once. */
export class HookConnections {
  readonly #agent: http.Agent
  readonly #url: URL
  readonly #clock: LabClock

  constructor(url: URL, max: number, clock: LabClock) {
    this.#url = url
    this.#clock = clock
    const options = { keepAlive: true, maxSockets: max, maxFreeSockets: max }
    this.#agent = url.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options)
  }

  /** Rejects with `HookFailure` only. */
  post(body: string, headers: Record<string, string>): Promise<HookAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<HookAnswer>()
    const { request: open } = this.#url.protocol === 'https:' ? https : http
    const request = open(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'accept-encoding': 'gzip, deflate',
        ...headers,
      },
    })
    const silent = this.#clock.after(timeout, () => {
      reject(new HookFailure('timeout', 'Read timeout expired'))
      request.destroy()
    })
    const failed = (error: Error): void => {
      silent()
      const refused = 'code' in error && unreachable.has(error.code)
      reject(refused ? new HookFailure('refused', 'Connection refused') : new HookFailure('closed', 'Webhook connection closed'))
    }
    request.on('error', failed)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => void chunks.push(chunk))
      response.on('error', failed)
      response.on('end', () => {
        silent()
        const { statusCode: status = 0, statusMessage: reason = '', headers } = response
        const retryAfter = Number.parseInt(headers['retry-after'] ?? '0', 10) || 0
        resolve({ status, reason, retryAfter, body: decode(Buffer.concat(chunks), headers['content-encoding']) })
      })
    })
    request.end(body)
    return promise
  }

  close(): void {
    this.#agent.destroy()
  }
}

function decode(body: Buffer, encoding = ''): string {
  if (encoding === 'gzip') return gunzipSync(body).toString('utf8')
  return (encoding === 'deflate' ? inflateSync(body) : body).toString('utf8')
}
