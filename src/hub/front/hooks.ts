import type { Adapter, Ctx, Outcome, RawRequest } from '../../contract/adapter.ts'
import type { Delivery, SurgeBuffer } from '../../ports/buffer.ts'
import type { Door, HookTarget } from '../../ports/door.ts'
import type { Log } from '../../ports/ports.ts'
import { readBody } from './body.ts'
import type { FrontTools } from './tools.ts'

/** What the front works with. */
export interface Front {
  door: Door
  adapters: Readonly<Record<string, Adapter>>
  buffer: SurgeBuffer
  tools: FrontTools
  log: Log
}

const utf8 = new TextDecoder()
const MAX_BODY = 1024 * 1024

/** A platform's call: verified, read, stored by the desk, and only then acknowledged. */
export async function hook(request: Request, channelId: string, front: Front): Promise<Response> {
  const target = await front.door.target(channelId).catch(() => undefined)
  if (target === undefined) return refuse(503)
  const adapter = target && front.adapters[target.kind]
  if (!target || !adapter?.webhook) return refuse(404)
  const { method, url, headers } = request
  try {
    const body = await readBody(request, adapter.manifest.maxBody ?? MAX_BODY)
    if (body === null) return refuse(413)
    return await judged({ method, url, headers, body }, target, adapter, front)
  } catch (error) {
    // An adapter that stumbled, or a caller who hung up: nobody has it, and it has to come again.
    front.log('warn', 'hook.failed', { channel: channelId, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    return refuse(503)
  }
}

async function judged(raw: RawRequest, target: HookTarget, adapter: Adapter, front: Front): Promise<Response> {
  const { webhook } = adapter
  if (!webhook) return refuse(404)
  const ctx: Ctx = { ...target, ...front.tools }
  const verdict = await webhook.verify(raw, ctx)
  if (verdict.is === 'reject') {
    front.log('warn', 'hook.rejected', { channel: target.channelId, status: verdict.status })
    return refuse(verdict.status)
  }
  if (verdict.is === 'challenge') return verdict.response
  const events = webhook.parse(verdict.body, ctx)
  const [first] = events
  if (first && first.raw === undefined) first.raw = utf8.decode(raw.body)
  const { wake, account } = verdict
  const nothing = events.length === 0 && wake === undefined
  const news = { ...(wake && { wake }), ...(account !== undefined && { account }) }
  const outcome = nothing ? 'ignored' : await deliver({ channelId: target.channelId, events, ...news }, front)
  return outcome === null ? refuse(404) : outcome === 'refused' ? refuse(503) : webhook.ack(outcome)
}

/** To the desk; to the buffer when the desk cannot take it; otherwise nobody has it and the platform must come again. */
async function deliver(delivery: Delivery, { door, buffer, log }: Front): Promise<Outcome | null | 'refused'> {
  try {
    return await door.receive(delivery)
  } catch (error) {
    const kept = await buffer.offer(delivery).catch(() => false)
    log('warn', 'hook.unavailable', { channel: delivery.channelId, kept, error: error instanceof Error ? error.message : String(error) })
    return kept ? 'stored' : 'refused'
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: status === 503 ? { 'retry-after': '5' } : {} })
}
