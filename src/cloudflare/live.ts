import { isUpgrade, LARGEST_FRAME, upgradeRequired } from '../runtime/live-frame.ts'
import type { Live, LiveHandler, LiveSession, LiveSocket } from '../ports/live.ts'
import type { Trace } from '../ports/ports.ts'

export interface CloudflareLive extends Live {
  /** For the Durable Object's `webSocketMessage`, `webSocketClose` and `webSocketError`. */
  message(raw: WebSocket, data: string | ArrayBuffer): void
  ended(raw: WebSocket): void
}

/** Hibernatable WebSockets: they stay open while the object sleeps, the session with them. Dead ones are Cloudflare's to drop. */
export function createCloudflareLive({ state, trace }: { state: DurableObjectState; trace: Trace }): CloudflareLive {
  const known = new WeakMap<WebSocket, CloudflareSocket>()
  let handler: LiveHandler | undefined

  function socketOf(raw: WebSocket): CloudflareSocket {
    const socket = known.get(raw) ?? new CloudflareSocket(raw)
    known.set(raw, socket)
    return socket
  }

  function guarded(raw: WebSocket, work: (socket: CloudflareSocket) => void): void {
    const socket = socketOf(raw)
    try {
      work(socket)
    } catch (error) {
      trace('error', 'live.failed', { error: String(error) })
      socket.close(1011, 'error')
    }
  }

  return {
    accept(c, session) {
      if (!isUpgrade(c.req.raw)) return upgradeRequired()
      const { 0: client, 1: server } = new WebSocketPair()
      state.acceptWebSocket(server, [session.kind])
      server.serializeAttachment(session)
      guarded(server, (socket) => handler?.opened(socket))
      return new Response(null, { status: 101, webSocket: client })
    },
    sockets: (kind) => state.getWebSockets(kind).map(socketOf),
    onEvent(given) {
      handler = given
    },
    message(raw, data) {
      if (typeof data !== 'string') return raw.close(1003, 'text only')
      // A character has at most three bytes per code unit: most frames need no counting.
      if (data.length * 3 > LARGEST_FRAME && new TextEncoder().encode(data).length > LARGEST_FRAME) return raw.close(1009, 'too large')
      guarded(raw, (socket) => handler?.said(socket, data))
    },
    ended(raw) {
      const socket = socketOf(raw)
      if (socket.ended) return
      socket.ended = true
      // A hibernatable socket does not answer the other side's close by itself.
      if (raw.readyState === WebSocket.CLOSING) raw.close(1000)
      guarded(raw, () => handler?.closed(socket))
    },
  }
}

class CloudflareSocket implements LiveSocket {
  session: LiveSession
  ended = false
  /** The engine does not tell. */
  readonly backlog = 0
  readonly #raw: WebSocket

  constructor(raw: WebSocket) {
    this.#raw = raw
    this.session = raw.deserializeAttachment() as LiveSession
  }

  keep(session: LiveSession): void {
    this.session = session
    this.#raw.serializeAttachment(session)
  }

  send(text: string): void {
    if (this.#raw.readyState === WebSocket.OPEN) this.#raw.send(text)
  }

  close(code: number, reason: string): void {
    if (this.#raw.readyState === WebSocket.OPEN) this.#raw.close(code, reason)
  }
}
