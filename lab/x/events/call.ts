import type { LabClock } from '../../clock.ts'

export interface HookAnswer {
  status: number | 'refused' | 'closed' | 'timeout'
  body: string
  /** The connection was not to be trusted. */
  ssl: boolean
}

/** One request to a webhook, never redirected, given up after `within` lab milliseconds. Never rejects. */
export async function callHook(url: URL, init: RequestInit, within: number, clock: LabClock): Promise<HookAnswer> {
  const abort = new AbortController()
  let late = false
  const cancel = clock.after(within, () => {
    late = true
    abort.abort()
  })
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: abort.signal })
    return { status: response.status, body: await response.text(), ssl: false }
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
    const code = typeof cause?.code === 'string' ? cause.code : ''
    const ssl = /CERT|SSL|TLS/.test(code)
    const status = late ? 'timeout' : ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH'].includes(code) ? 'refused' : 'closed'
    return { status, body: '', ssl }
  } finally {
    cancel()
  }
}
