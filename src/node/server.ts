import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { serve } from '@hono/node-server'
import type { Config } from './config.ts'
import type { Hooks } from './hooks.ts'
import type { NodeLive } from './live.ts'

export type Fetch = (request: Request, env: object) => Response | Promise<Response>

export interface Server {
  /** Where it listens. */
  url: string
  /** When the last request is answered: connections that fall idle by then are not waited for. */
  close(): Promise<void>
}

/** `hooks` is asked first. Rejects where the port is taken or may not be used. */
export function listen(
  { fetch, hooks }: { fetch: Fetch; hooks: Hooks },
  { host, port }: Pick<Config, 'host' | 'port'>,
  live: NodeLive,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const first = ((options: ServerOptions, listener: RequestListener) =>
      createServer(options, (incoming, outgoing) => {
        if (!hooks(incoming, outgoing)) listener(incoming, outgoing)
      })) as typeof createServer
    const options = { fetch, port, hostname: host, websocket: { server: live.server }, createServer: first }
    const server = serve(options, (info) => {
      const name = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host
      resolve({ url: `http://${name.includes(':') ? `[${name}]` : name}:${info.port}`, close: () => closed(server) })
    })
    server.once('error', reject)
  })
}

function closed(server: ReturnType<typeof serve>): Promise<void> {
  const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50)
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(idle)
      resolve()
    })
  })
}
