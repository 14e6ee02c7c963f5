import type { Context } from 'hono'

/**
 * What is kept with a socket for as long as it lives, also while the desk sleeps. Small plain JSON, at most 2 kB.
 * `proof`: the row of the session or API key that opened it, which it does not outlive.
 */
export type LiveSession =
  | {
      kind: 'console'
      agentId: string
      role: string
      proof: { kind: 'session' | 'key'; id: string }
      after: number
      /** What it shows of lists, once it has said so. */
      watch?: string[]
    }
  | { kind: 'visitor'; channelId: string; externalId: string; after: number }

export interface LiveSocket {
  session: LiveSession
  /** Keeps a changed session with the socket. */
  keep(session: LiveSession): void
  /** Bytes not sent yet; a socket that does not read is closed by the desk. Where the engine cannot tell, 0. */
  readonly backlog: number
  send(text: string): void
  close(code: number, reason: string): void
}

export interface LiveHandler {
  opened(socket: LiveSocket): void
  /** Text frames only; at most 64 kB. */
  said(socket: LiveSocket, text: string): void
  closed(socket: LiveSocket): void
}

/** WebSockets to consoles and visitors. */
export interface Live {
  /** Answers a WebSocket upgrade request, or 426 for any other. */
  accept(c: Context, session: LiveSession): Response | Promise<Response>
  sockets(kind: LiveSession['kind']): Iterable<LiveSocket>
  /** Set once, before the first `accept`. */
  onEvent(handler: LiveHandler): void
}
