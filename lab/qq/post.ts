import type { World } from './world.ts'

export interface Answer {
  status: number | 'refused' | 'closed' | 'timeout'
  body: string
}

/** One request to the hub; never rejects. `ms` of lab time without a complete answer are a timeout. */
export async function post(world: World, to: URL, body: string, headers: Record<string, string>, ms: number): Promise<Answer> {
  const abort = new AbortController()
  const cancel = world.kit.clock.after(ms, () => abort.abort())
  try {
    const response = await fetch(to, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'user-agent': 'QQBot-Callback', ...headers },
      redirect: 'manual',
      signal: abort.signal,
    })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    if (abort.signal.aborted) return { status: 'timeout', body: '' }
    const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined
    return { status: cause?.code === 'ECONNREFUSED' ? 'refused' : 'closed', body: '' }
  } finally {
    cancel()
  }
}

/** The object that a text holds as JSON; an empty one when it holds none. */
export function objectIn(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
