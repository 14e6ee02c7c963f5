import type { Adapter, Ctx, Outcome, RawRequest, Webhook } from '../../contract/adapter.ts'
import type { Delivery, SurgeBuffer } from '../../ports/buffer.ts'
import type { Door, HookTarget } from '../../ports/door.ts'
import type { Trace } from '../../ports/ports.ts'
import { readBody } from './body.ts'
import type { FrontTools } from './tools.ts'

/** What the front works with. */
export interface Front {
  door: Door
  adapters: Readonly<Record<string, Adapter>>
  buffer: SurgeBuffer
  tools: FrontTools
  trace: Trace
}

const utf8 = new TextDecoder()
const MAX_BODY = 1024 * 1024

/** A platform's call, before its body is read. */
export interface Call extends Omit<RawRequest, 'body'> {
  /** Null when there are more bytes than `max`. Rejects when the caller hangs up. */
  body(max: number): Promise<Uint8Array<ArrayBuffer> | null>
}

/** What is to be answered: nothing but a status, what the adapter says, or its acknowledgement. */
export type Answer = { status: number } | { response: Response } | { ack: Outcome; webhook: Webhook }

/** A platform's call: verified, read, stored by the desk, and only then acknowledged. */
export async function judge(call: Call, channelId: string, front: Front): Promise<Answer> {
  const target = await front.door.target(channelId).catch(() => undefined)
  if (target === undefined) return { status: 503 }
  const adapter = target && front.adapters[target.kind]
  if (!target || !adapter?.webhook) return { status: 404 }
  try {
    const body = await call.body(adapter.manifest.maxBody ?? MAX_BODY)
    if (body === null) return { status: 413 }
    const { method, url, headers } = call
    const answer = await judged({ method, url, headers, body }, target, adapter.webhook, front)
    // Browsers ask too whether they may call a chat of ours: nobody has to know.
    if ('response' in answer && !adapter.manifest.hosted) await heard(channelId, front)
    return answer
  } catch (error) {
    // An adapter that stumbled, or a caller who hung up: nobody has it, and it has to come again.
    front.trace('warn', 'hook.failed', {
      channel: channelId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
    return { status: 503 }
  }
}

async function judged(raw: RawRequest, target: HookTarget, webhook: Webhook, front: Front): Promise<Answer> {
  const ctx: Ctx = { ...target, ...front.tools }
  const verdict = await webhook.verify(raw, ctx)
  if (verdict.is === 'reject') {
    front.trace('warn', 'hook.rejected', { channel: target.channelId, status: verdict.status })
    return { status: verdict.status }
  }
  if (verdict.is === 'challenge') return { response: verdict.response }
  const events = webhook.parse(verdict.body, ctx)
  const [first] = events
  if (first && first.raw === undefined) first.raw = utf8.decode(raw.body)
  const { ring, account } = verdict
  const nothing = events.length === 0 && ring === undefined
  const news = { ...(ring && { ring }), ...(account !== undefined && { account }) }
  const outcome = nothing ? 'ignored' : await deliver({ channelId: target.channelId, events, ...news }, front)
  return outcome === null ? { status: 404 } : outcome === 'refused' ? { status: 503 } : { ack: outcome, webhook }
}

/** That a platform has called is good to know, and no reason not to answer it. */
const heard = (channelId: string, { door, trace }: Front): Promise<void> =>
  door.heard(channelId).catch((error: unknown) => trace('warn', 'hook.unheard', { channel: channelId, error: String(error) }))

/** To the desk; to the buffer when the desk cannot take it; otherwise nobody has it and the platform must come again. */
async function deliver(delivery: Delivery, { door, buffer, trace }: Front): Promise<Outcome | null | 'refused'> {
  try {
    return await door.receive(delivery)
  } catch (error) {
    const kept = await buffer.offer(delivery).catch(() => false)
    trace('warn', 'hook.unavailable', { channel: delivery.channelId, kept, error: error instanceof Error ? error.message : String(error) })
    return kept ? 'stored' : 'refused'
  }
}

/** Whom nobody has heard comes again after so many seconds. */
export const retryHeaders = (status: number): Record<string, string> => (status === 503 ? { 'retry-after': '5' } : {})

/** `judge` for those who speak `Request` and `Response`. */
export async function hook(request: Request, channelId: string, front: Front): Promise<Response> {
  const { method, url, headers } = request
  const answer = await judge({ method, url, headers, body: (max) => readBody(request, max) }, channelId, front)
  if ('response' in answer) return answer.response
  if ('ack' in answer) return answer.webhook.ack(answer.ack)
  return new Response(null, { status: answer.status, headers: retryHeaders(answer.status) })
}
