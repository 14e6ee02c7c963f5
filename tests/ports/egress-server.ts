import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface EgressPlaces {
  /** Two origins of the same server, and one where nobody listens. */
  base: string
  other: string
  nobody: string
}

/** The other side of every call in the tests; also plays the relay, which gets `/HOST/path`. */
export async function startEgressServer(): Promise<EgressPlaces & { stop(): Promise<void> }> {
  const [one, two, dead] = [await listen(), await listen(), await listen()]
  const nobody = addressOf(dead)
  await stop(dead)
  return { base: addressOf(one), other: addressOf(two), nobody, stop: async () => void (await Promise.all([stop(one), stop(two)])) }
}

async function listen(): Promise<Server> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

const FLOOD = Buffer.alloc(64 * 1024)

/** Every call there was, as `POST /path`. */
const calls: string[] = []

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://x')
  const secret = request.headers['x-relay-secret']
  calls.push(`${request.method} ${request.url}${secret === undefined ? '' : ` with ${String(secret)}`}`)
  // A host behind Cloudflare that is away.
  if (url.pathname.startsWith('/away.')) return void response.writeHead(521, { server: 'cloudflare' }).end('error code: 521')
  // A host that takes connections and says nothing.
  if (url.pathname.startsWith('/mute.')) return
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  switch (url.pathname.split('/').at(-1)) {
    case 'silent':
      return
    case 'cut':
      request.socket.destroy()
      return
    case 'stall':
      response.write('first')
      return
    case 'drip': {
      const timer = setInterval(() => response.write('.'), 5)
      response.once('close', () => clearInterval(timer))
      return
    }
    case 'bad-gateway':
      response.writeHead(502).end('<html>')
      return
    case 'not-connected':
      response.writeHead(502, { 'x-relay-not-connected': '1' }).end('nobody there')
      return
    case 'minted':
      response.writeHead(Number(url.searchParams.get('status')), { server: url.searchParams.get('by') ?? 'cloudflare' }).end('error code')
      return
    case 'calls':
      response.end(JSON.stringify(calls.filter((call) => call.includes(url.searchParams.get('of') ?? ''))))
      return
    case 'flood': {
      const pour = (): void => {
        while (!response.closed && response.write(FLOOD));
        response.once('drain', pour)
      }
      return pour()
    }
    case 'slow':
      response.write('first ')
      setTimeout(() => response.end('last'), 150)
      return
    case 'to':
      response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: url.searchParams.get('url') ?? '' }).end('moved')
      return
    default: {
      const { method, headers } = request
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ method, url: request.url, headers, body: Buffer.concat(chunks).toString() }))
    }
  }
}
