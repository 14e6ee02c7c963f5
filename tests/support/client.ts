import { WebSocket } from 'ws'

/** Untyped on purpose: tests check what came over the wire, not what our own types promise. */
export type Wire = any

export interface Answer<T = Wire> {
  status: number
  body: T
  headers: Headers
}

/** The API as one agent sees it. */
export interface Client {
  readonly origin: string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The live feed from this number on. */
  live(after?: number): Promise<Feed>
}

export interface Feed {
  readonly frames: Wire[]
  /** Why the other side hung up, once it has. */
  readonly closed: () => { code: number; reason: string } | null
  close(): void
}

/** By cookie, as a browser does; null when refused. */
export async function signIn(origin: string, email: string, password: string): Promise<Client | null> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify({ email, password }),
    headers: { 'content-type': 'application/json', origin },
  })
  await response.body?.cancel()
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return response.ok ? createClient(origin, { cookie, origin }) : null
}

/** Calls the API with these headers (`authorization`, `cookie`). */
export function createClient(origin: string, headers: Record<string, string>): Client {
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${origin}${path}`, { redirect: 'manual', ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })

  async function json(method: string, path: string, body?: unknown): Promise<Answer> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await call(path, init)
    const text = await response.text()
    const answer = { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
    // Whatever is refused is refused in words: a person reads them.
    if (answer.body?.code !== undefined && answer.body.title === '') throw new Error(`${method} ${path} says ${text}`)
    return answer
  }

  return {
    origin,
    get: (path) => json('GET', path),
    post: (path, body) => json('POST', path, body),
    put: (path, body) => json('PUT', path, body),
    patch: (path, body) => json('PATCH', path, body),
    delete: (path) => json('DELETE', path),
    fetch: call,
    live(after) {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live${after === undefined ? '' : `?after=${after}`}`, { headers })
      const frames: unknown[] = []
      let closed: ReturnType<Feed['closed']> = null
      socket.on('message', (data) => frames.push(JSON.parse((data as Buffer).toString())))
      socket.on('close', (code, reason) => {
        closed = { code, reason: reason.toString() }
      })
      const feed: Feed = { frames, closed: () => closed, close: () => socket.terminate() }
      return new Promise((resolve, reject) => {
        socket.once('open', () => resolve(feed))
        socket.once('error', reject)
      })
    },
  }
}
