import type { Adapter } from '../../src/contract/adapter.ts'
import type { Credentials } from './credentials.ts'
import { download } from './download.ts'
import { parse, verify } from './inbound.ts'
import { manifest } from './manifest.ts'
import { recall, send } from './outbound.ts'
import { poll } from './poll.ts'
import { setup } from './setup.ts'

/** X accounts: direct messages, and public mentions and answers, over the X API v2. */
export const x: Adapter<Credentials> = {
  manifest,
  webhook: { verify, parse, ack: () => new Response(null, { status: 200 }) },
  poll,
  setup,
  send,
  media: { open: download },
  recall,
}
