import { WebSocket } from 'ws'

export interface LogFrame {
  seq: number
  type: string
  data?: { message?: { id: string; text: string; state: string; direction: string }; conversation?: { id: string; status: string } }
}

/** A running hub from outside, by its published surface alone. */
export class HubClient {
  readonly url: string
  readonly #headers: Record<string, string>
  #cookie = ''

  /** `origin`: the hub's public address, where that is another one than `url`. */
  constructor(url: string, origin = url) {
    this.url = url
    this.#headers = { 'content-type': 'application/json', origin }
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await this.fetch('POST', '/api/auth/sign-in/email', { email, password })
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`)
    this.#cookie = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  fetch(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { ...this.#headers, ...(this.#cookie ? { cookie: this.#cookie } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  /** The answer's JSON; throws on anything but 2xx. */
  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.fetch(method, path, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text ? JSON.parse(text) : null) as T
  }

  /** The live log from `after` on. */
  async live(
    after = 0,
  ): Promise<{ frames: LogFrame[]; until: (test: (frame: LogFrame) => boolean) => Promise<LogFrame>; close: () => void }> {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/api/live?after=${after}`, {
      headers: { cookie: this.#cookie, origin: this.url },
    })
    const frames: LogFrame[] = []
    const waiting = new Set<() => void>()
    socket.on('message', (data: Buffer) => {
      frames.push(JSON.parse(data.toString()) as LogFrame)
      for (const look of waiting) look()
    })
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return {
      frames,
      until: (test) =>
        new Promise((resolve) => {
          const look = (): void => {
            const found = frames.find(test)
            if (!found) return
            waiting.delete(look)
            resolve(found)
          }
          waiting.add(look)
          look()
        }),
      close: () => socket.close(),
    }
  }
}
