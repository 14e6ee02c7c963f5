import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Outcome, Webhook } from '../contract/adapter.ts'
import { type Answer, type Call, type Front, judge, retryHeaders } from '../hub/front/hooks.ts'

/** Answers a request if it is a webhook for here; false: others have to. */
export type Hooks = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean

/** A response as it is written: what platforms are answered is text, if it is anything. */
interface Written {
  status: number
  headers: Record<string, string | number>
  body: string
}

/** Larger ones are rare, and go the long way. */
const LARGEST = 64 * 1024
const PATH = /^\/hooks\/([\w-]+)(?:\?|$)/

/**
 * Webhooks straight from Node's server: a message costs less than half of what `Request`, router and `Response` cost with it.
 * Taken are plain posts that say their length, for channels that we do not host ourselves; the rest goes by way of `hook`.
 */
export function createHooks({ front, hosted }: { front: Front; hosted: (channelId: string) => boolean }): Hooks {
  const acks = new WeakMap<Webhook, Partial<Record<Outcome, Written>>>()

  /** An adapter says the same for the same outcome: it is asked once. */
  async function acknowledgement({ ack, webhook }: { ack: Outcome; webhook: Webhook }): Promise<Written> {
    const known = acks.get(webhook) ?? {}
    acks.set(webhook, known)
    return (known[ack] ??= await written(webhook.ack(ack)))
  }

  async function rendered(answer: Answer): Promise<Written> {
    if ('ack' in answer) return acks.get(answer.webhook)?.[answer.ack] ?? acknowledgement(answer)
    if ('response' in answer) return written(answer.response)
    return { status: answer.status, headers: { ...retryHeaders(answer.status), 'content-length': 0 }, body: '' }
  }

  return (incoming, outgoing) => {
    const { method, url = '', headers } = incoming
    if (method !== 'POST') return false
    const channelId = PATH.exec(url)?.[1]
    const length = Number(headers['content-length'] ?? Number.NaN)
    if (channelId === undefined || !(length <= LARGEST) || hosted(channelId)) return false
    judge(callOf(incoming, length), channelId, front)
      .then(rendered)
      .then(
        ({ status, headers: said, body }) => {
          outgoing.writeHead(status, said)
          // Together with the head, in one piece.
          if (body === '') outgoing.end()
          else outgoing.end(body)
        },
        (error: unknown) => {
          front.trace('error', 'hook.unanswered', { channel: channelId, error: String(error) })
          outgoing.destroy()
        },
      )
    return true
  }
}

async function written(response: Response): Promise<Written> {
  const { status, headers } = response
  const body = await response.text()
  return { status, headers: { ...Object.fromEntries(headers), 'content-length': Buffer.byteLength(body) }, body }
}

const callOf = (incoming: IncomingMessage, length: number): Call => ({
  method: incoming.method ?? '',
  // Nobody asks for the name that we were called by.
  url: `http://localhost${incoming.url ?? '/'}`,
  headers: {
    get(name) {
      const value = incoming.headers[name.toLowerCase()] ?? null
      return Array.isArray(value) ? value.join(', ') : value
    },
  },
  body: (max) => (length > max ? Promise.resolve(null) : read(incoming)),
})

/** The server sees to it that there are as many as were announced. */
function read(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = []
    incoming.on('data', (chunk: Buffer<ArrayBuffer>) => chunks.push(chunk))
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('error', reject)
  })
}
