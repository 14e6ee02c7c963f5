import { upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server'
import type { Context } from 'hono'
import { WebSocket, WebSocketServer } from 'ws'
import { isUpgrade, LARGEST_FRAME, upgradeRequired } from '../runtime/live-frame.ts'
import type { Live, LiveHandler, LiveSession, LiveSocket } from '../ports/live.ts'
import type { Trace } from '../ports/ports.ts'

export interface NodeLive extends Live {
  /** For `serve({ websocket: { server } })`. */
  readonly server: WebSocketServerLike
  /** Asks every client to come back later and lets go of those that do not answer. */
  stop(): void
}

/** A socket that has not answered a ping by the next one is dead. */
const PING_EVERY = 30_000
const GRACE = 1000

/** WebSockets of the Node server. */
export function createNodeLive({ trace, pingEvery = PING_EVERY }: { trace: Trace; pingEvery?: number }): NodeLive {
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME })
  const open: Record<LiveSession['kind'], Set<NodeSocket>> = { console: new Set(), visitor: new Set() }
  let handler: LiveHandler | undefined

  const everyone = (): NodeSocket[] => [...open.console, ...open.visitor]
  const ping = setInterval(() => everyone().forEach((socket) => socket.ping()), pingEvery)
  ping.unref()

  function attend(raw: WebSocket, session: LiveSession): void {
    const socket = new NodeSocket(raw, session)
    const { kind } = session
    open[kind].add(socket)
    const guarded = (work: () => void): void => {
      try {
        work()
      } catch (error) {
        trace('error', 'live.failed', { error: String(error) })
        socket.close(1011, 'error')
      }
    }
    raw.on('message', (data: Buffer, isBinary) => {
      if (isBinary) socket.close(1003, 'text only')
      else guarded(() => handler?.said(socket, data.toString()))
    })
    raw.on('close', () => {
      open[kind].delete(socket)
      guarded(() => handler?.closed(socket))
    })
    guarded(() => handler?.opened(socket))
  }

  return {
    // The two packages differ only in whether an option that is absent may also be undefined.
    server: server as WebSocketServerLike,
    async accept(c: Context, session) {
      if (!isUpgrade(c.req.raw)) return upgradeRequired()
      return upgradeWebSocket(c, {
        onOpen: (_event, context) => {
          if (context.raw instanceof WebSocket) attend(context.raw, session)
        },
      })
    },
    sockets: (kind) => open[kind],
    onEvent(given) {
      handler = given
    },
    stop() {
      clearInterval(ping)
      for (const socket of everyone()) socket.close(1001, 'restarting')
      setTimeout(() => everyone().forEach((socket) => socket.drop()), GRACE).unref()
    },
  }
}

class NodeSocket implements LiveSocket {
  session: LiveSession
  readonly #raw: WebSocket
  #answered = true

  constructor(raw: WebSocket, session: LiveSession) {
    this.session = session
    this.#raw = raw
    raw.on('pong', () => {
      this.#answered = true
    })
  }

  keep(session: LiveSession): void {
    this.session = session
  }

  get backlog(): number {
    return this.#raw.bufferedAmount
  }

  send(text: string): void {
    if (this.#raw.readyState === WebSocket.OPEN) this.#raw.send(text)
  }

  close(code: number, reason: string): void {
    this.#raw.close(code, reason)
  }

  ping(): void {
    if (!this.#answered) return this.drop()
    this.#answered = false
    this.#raw.ping()
  }

  drop(): void {
    this.#raw.terminate()
  }
}
