import { WebSocket } from 'ws'
import { afterEach, beforeEach, vi } from 'vitest'
import type { PublicFrame, PublicMessage, PublicSession } from '../../src/desk/web/visitor-wire.ts'
import { type TestHub, startTestHub } from '../browser/widget/hub.ts'

// Visitors of a web site, as their browser speaks to the hub: for tests, one hub to each.

/** The hub of the test that runs. */
export let hub: TestHub

/** For a file of tests. */
export function stand(): void {
  beforeEach(async () => {
    hub = await startTestHub()
  })
  afterEach(() => hub.stop())
}

export const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (c) => c.charCodeAt(0),
)
export const SITE = 'https://shop.example'
export const at = (path: string): string => `${hub.url}/widget/${hub.channelId}/${path}`
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const post = (body: unknown, init: RequestInit = {}) => fetch(at('session'), { method: 'POST', body: JSON.stringify(body), ...init })
export const session = async (token?: string): Promise<PublicSession> => (await (await post({ token })).json()) as PublicSession
export const say = (token: string, said: unknown, headers: Record<string, string> = {}) =>
  fetch(`${hub.url}/hooks/${hub.channelId}`, { method: 'POST', headers: { ...bearer(token), ...headers }, body: JSON.stringify(said) })
export const text = (key: string, text: string) => ({ type: 'message', key, parts: [{ type: 'text', text }] })
export async function upload(token: string, bytes: Uint8Array<ArrayBuffer> | string, name: string, type = ''): Promise<Response> {
  const form = new FormData()
  form.append('file', new File([bytes], name, { type }))
  return fetch(at('files'), { method: 'POST', headers: bearer(token), body: form })
}
export const texts = (messages: PublicMessage[]) =>
  messages.map(({ parts }) => parts.map((part) => ('text' in part ? part.text : part.type)).join('|'))

export interface Listener {
  frames: PublicFrame[]
  said(): PublicFrame[]
  send(text: string): void
  close(): void
}
export async function listen(ticket: string, after: number): Promise<Listener> {
  const socket = new WebSocket(`${at('live').replace('http', 'ws')}?ticket=${ticket}&after=${after}`)
  const frames: PublicFrame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as PublicFrame))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    frames,
    said: () => frames.filter(({ type }) => type !== 'pong'),
    send: (text) => socket.send(text),
    close: () => socket.close(),
  }
}
export const settled = (fn: () => void) => vi.waitFor(fn, { timeout: 5000, interval: 5 })
