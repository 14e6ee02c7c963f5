import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Update } from '@grammyjs/types'
import { onTestFinished } from 'vitest'
import { startLab, type Lab, type LabOptions } from '../../server.ts'

export const token = '7000:AAlabTokenOfTheFirstBot'

/** A lab that ends with the test. Without rate limits unless they are what is tested. */
export async function lab(options: LabOptions = {}): Promise<Lab & { root: string }> {
  const started = await startLab({ ...options, telegram: { limits: false, ...options.telegram } })
  onTestFinished(() => started.stop())
  return { ...started, root: `${started.url}/api.telegram.org` }
}

export interface Answer {
  status: number
  body: { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: Record<string, number> }
  headers: Headers
}

/** A bare call of the Bot API, as curl would make it. */
export async function call(root: string, method: string, args: Record<string, unknown> = {}, bot = token): Promise<Answer> {
  const response = await fetch(`${root}/bot${bot}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(args),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers }
}

export interface Hit {
  update: Update
  headers: IncomingHttpHeaders
  socket: number
}

interface HubAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface Hub {
  url: string
  hits: Hit[]
  /** What the next requests are answered with; 200 when it says nothing. */
  answer: (update: Update) => HubAnswer | Promise<HubAnswer>
}

/** A server that takes webhooks. */
export async function hub(): Promise<Hub> {
  const hits: Hit[] = []
  const taker: Hub = { url: '', hits, answer: () => ({}) }
  let sockets = 0
  const numbers = new WeakMap<object, number>()
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as Update
      if (!numbers.has(request.socket)) numbers.set(request.socket, ++sockets)
      hits.push({ update, headers: request.headers, socket: numbers.get(request.socket) ?? 0 })
      void Promise.resolve(taker.answer(update)).then((answer) => {
        response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
      })
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  taker.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  return taker
}

export const textsOf = (hits: Hit[]): (string | undefined)[] => hits.map((hit) => (hit.update.message ?? hit.update.edited_message)?.text)
