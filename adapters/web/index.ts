import type { Adapter } from '../../src/contract/adapter.ts'
import { parse } from './inbound.ts'
import { manifest, type WebCredentials } from './manifest.ts'
import { setup } from './setup.ts'
import { verify } from './verify.ts'

/** A chat widget on the customer's own site. Visitors read the thread from the hub: sending has nothing left to do. */
export const web: Adapter<WebCredentials> = {
  manifest,
  webhook: {
    verify,
    parse,
    // Only pages of allowed origins get here, and the answer tells nothing.
    ack: () => Response.json({ ok: true }, { headers: { 'access-control-allow-origin': '*' } }),
  },
  setup,
  send: async (_ctx, { key }) => ({ externalId: key, state: 'sent' }),
}
