import { buildPushPayload } from '@block65/webcrypto-web-push'
import { EgressFault } from '../../ports/egress.ts'
import type { Kit } from '../kit.ts'
import type { VapidKey } from './key.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'

/** What a browser is told, sealed for it alone (RFC 8291): the service worker finds the words. */
export interface Told {
  kind: 'offer' | 'urgent'
  /** Which page it opens. */
  conversation: string
  channel: string
  urgent: boolean
  /** Who wrote, and what: only where an admin allows that it leaves the house. */
  name?: string
  text?: string
}

export interface Sending {
  told: Told
  /** How long the push service may keep it, in s. A later one of the same topic takes its place. */
  seconds: number
  topic: string
}

/** Sends to one browser. Forgets it where it is no more; rejects where it is to be tried again. */
export type SendPush = (to: Subscription, sending: Sending) => Promise<void>

const GONE = [404, 410]

/** Push services want to know whom to turn to. */
const subjectOf = (publicUrl: string): string => (publicUrl.startsWith('https:') ? publicUrl : 'mailto:admin@localhost')

export function createSendPush(
  { egress, trace, publicUrl }: Pick<Kit, 'egress' | 'trace' | 'publicUrl'>,
  { subscriptions, key }: { subscriptions: Subscriptions; key: () => Promise<VapidKey> },
): SendPush {
  async function call({ endpoint, p256dh, auth, language }: Subscription, { told, seconds, topic }: Sending): Promise<number> {
    const { headers, body } = await buildPushPayload(
      { data: { ...told, language }, options: { ttl: Math.max(1, Math.round(seconds)), urgency: 'high', topic } },
      { endpoint, expirationTime: null, keys: { p256dh, auth } },
      { subject: subjectOf(publicUrl), ...(await key()) },
    )
    const { 'content-length': _length, ...rest } = headers
    const response = await egress(endpoint, { method: 'POST', headers: rest, body, redirect: 'manual' })
    await response.body?.cancel()
    return response.status
  }

  return async (to, sending) => {
    const host = new URL(to.endpoint).host
    try {
      const status = await call(to, sending)
      if (GONE.includes(status)) await subscriptions.gone(to.id)
      else if (status === 429 || status >= 500) throw new Error(`the push service ${host} answers ${status}`)
      else if (status >= 300) trace('warn', 'push.refused', { host, status })
    } catch (error) {
      if (!(error instanceof EgressFault) || error.code !== 'private') throw error
      // It leads into the house: no push service is there.
      trace('warn', 'push.refused', { host, error: error.message })
      await subscriptions.gone(to.id)
    }
  }
}
