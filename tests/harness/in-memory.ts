import type { Loopback } from './loopback.ts'

/** As `loopback`, without a socket: for runtimes that cannot listen. */
export function inMemory(handle: (request: Request) => Promise<Response>): Promise<Loopback> {
  const origin = 'http://relay.test'
  return Promise.resolve({
    origin,
    fetch(request, init) {
      const call = new Request(request, init)
      const { host, pathname, search } = new URL(call.url)
      return handle(new Request(`${origin}/${host}${pathname}${search}`, call))
    },
    stop: () => Promise.resolve(),
  })
}
