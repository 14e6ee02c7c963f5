import { type Egress, EgressFault, type EgressOptions } from '../ports/egress.ts'
import { createEgress, RELAY_SECRET } from '../runtime/outgoing-call.ts'

/** A host that answered so long ago is still there. */
const FRESH = 10_000
const ANSWERS_WITHIN = 8000
/** Hosts of customers' files come and go. */
const MOST_KNOWN = 1000
/**
 * What a Worker's `fetch` answers itself where it could not connect, resolve or shake hands,
 * https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/. 522 comes afterwards too.
 */
const NOT_CONNECTED = [521, 523, 525, 526, 530]

/**
 * workerd's `fetch` with a deadline. Its errors have words but no codes: what failed under way is never certain. So a host that has
 * not answered of late is first asked for nothing (HEAD of its root), and told something only when it answers within `askMs`.
 * Not with `connect()`: that refuses whatever stands behind Cloudflare.
 */
export const createCloudflareEgress = (options: EgressOptions = {}, askMs = ANSWERS_WITHIN): Egress =>
  createEgress(options, () => {
    const answered = new Map<string, number>()

    async function tracked(root: string, answer: Promise<Response>): Promise<Response> {
      const response = await answer.catch((error: unknown) => {
        answered.delete(root)
        throw error
      })
      if (answered.size >= MOST_KNOWN) answered.clear()
      answered.set(root, Date.now())
      return response
    }

    return {
      async fetch({ url, root }, init) {
        const reads = init.method === undefined || init.method === 'GET' || init.method === 'HEAD'
        if (!reads && Date.now() - (answered.get(root) ?? 0) >= FRESH) await askWhetherThere(root, init, askMs)
        return tracked(root, fetch(url, init).then(connected))
      },
      neverSent: () => false,
    }
  })

/** Any answer will do. Rejects with the certain fault that nothing was sent. */
async function askWhetherThere(root: string, init: RequestInit, ms: number): Promise<void> {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ms)
  const secret = new Headers(init.headers).get(RELAY_SECRET)
  const signal = init.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal
  try {
    connected(await fetch(root, { method: 'HEAD', redirect: 'manual', signal, ...(secret && { headers: { [RELAY_SECRET]: secret } }) }))
  } catch (error) {
    throw new EgressFault('unreachable', false, 'nobody answers there', { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

function connected(response: Response): Response {
  if (!NOT_CONNECTED.includes(response.status) || response.headers.get('server') !== 'cloudflare') return response
  throw new EgressFault('unreachable', false, `could not connect (${response.status})`)
}
