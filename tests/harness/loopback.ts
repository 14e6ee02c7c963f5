import { serve } from '@hono/node-server'

export interface Loopback {
  origin: string
  /** As the way out with a relay: a call for `https://HOST/path` arrives here as `/HOST/path`. */
  fetch: (request: Request | string | URL, init?: RequestInit) => Promise<Response>
  stop: () => Promise<void>
}

/** A real server on a port of this machine that plays all of the world. */
export async function loopback(handle: (request: Request) => Promise<Response>): Promise<Loopback> {
  const server = serve({ fetch: handle, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : undefined}`
  return {
    origin,
    fetch(request, init) {
      const call = new Request(request, init)
      const { host, pathname, search } = new URL(call.url)
      return fetch(new Request(`${origin}/${host}${pathname}${search}`, call))
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
