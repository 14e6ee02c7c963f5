import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

export interface Socket {
  incoming: IncomingMessage
  outgoing: ServerResponse
}

type Fetch = (request: Request, socket: Socket) => Response | Promise<Response>

/** A listener on loopback that can be closed and opened again on the same port. */
export class Listener {
  #server: Server | undefined
  #port: number
  readonly #fetch: Fetch

  private constructor(fetch: Fetch, port: number) {
    this.#fetch = fetch
    this.#port = port
  }

  /** Port 0 takes any free one. */
  static async open(fetch: Fetch, port = 0): Promise<Listener> {
    const listener = new Listener(fetch, port)
    await listener.open()
    return listener
  }

  get port(): number {
    return this.#port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async open(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createAdaptorServer({ fetch: this.#fetch as Parameters<typeof createAdaptorServer>[0]['fetch'] }) as Server
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = (server.address() as AddressInfo).port
  }

  /** Cuts what is open. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    const closed = new Promise((resolve) => void server.close(resolve))
    server.closeAllConnections()
    await closed
  }
}
