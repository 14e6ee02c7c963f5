import type { PublicPage, PublicSession, PublicUpload } from '../../../src/desk/web/visitor-wire.ts'
import type { Wire } from '../../../adapters/web/schema.ts'
import type { Config } from '../config.ts'

/** The hub answered, but not with what was asked for. Anything else that is thrown: it could not be reached. */
export class Refused extends Error {
  readonly status: number
  /** Seconds to wait before asking again, where the hub says so. */
  readonly retryAfter: number

  constructor(status: number, retryAfter: string | null) {
    super(`refused: ${status}`)
    this.status = status
    this.retryAfter = Number(retryAfter) || 0
  }
}

export interface Api {
  session(token: string | null): Promise<PublicSession>
  older(token: string, before: number): Promise<PublicPage>
  say(token: string, said: Wire): Promise<void>
  /** `onProgress` hears 0 … 1. */
  upload(token: string, file: File, onProgress: (done: number) => void, stop: AbortSignal): Promise<PublicUpload>
  fileUrl(files: string, file: string): string
  /** Address of the live feed, good for a minute. */
  live(ticket: string, after: number): string
}

const DEADLINE = 20_000

export function createApi({ hub, channel, language }: Config): Api {
  const base = `${hub}/widget/${encodeURIComponent(channel)}`

  async function call<T>(url: string, init: RequestInit): Promise<T> {
    const response = await fetch(url, { ...init, credentials: 'omit', signal: AbortSignal.timeout(DEADLINE) })
    if (!response.ok) throw new Refused(response.status, response.headers.get('retry-after'))
    return (await response.json()) as T
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  return {
    // Plain text, so that the browser need not ask first.
    session: (token) => call(`${base}/session`, { method: 'POST', body: JSON.stringify({ ...(token && { token }), language }) }),
    older: (token, before) => call(`${base}/messages?before=${before}`, { headers: bearer(token) }),
    say(token, said) {
      const body = JSON.stringify(said)
      return call(`${hub}/hooks/${encodeURIComponent(channel)}`, {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body,
        // Goes out even when the page closes; browsers take at most 64 kB in all that way.
        keepalive: body.length < 8000,
      })
    },
    upload: (token, file, onProgress, stop) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest()
        const form = new FormData()
        form.append('file', file)
        request.open('POST', `${base}/files`)
        request.setRequestHeader('authorization', `Bearer ${token}`)
        request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / (total || 1)))
        request.addEventListener('load', () =>
          request.status < 300
            ? resolve(JSON.parse(request.responseText) as PublicUpload)
            : reject(new Refused(request.status, request.getResponseHeader('retry-after'))),
        )
        request.addEventListener('error', () => reject(new Error('unreachable')))
        stop.addEventListener('abort', () => request.abort())
        request.send(form)
      }),
    fileUrl: (files, file) => `${base}/files/${file}?token=${files}`,
    live: (ticket, after) => `${base.replace(/^http/, 'ws')}/live?after=${after}&ticket=${ticket}`,
  }
}
