import type { Adapter } from '../../src/contract/adapter.ts'
import { parse, verify } from './inbound.ts'
import { type Credentials, manifest } from './manifest.ts'
import { download } from './media.ts'
import { send, typing } from './outbound.ts'
import { setup } from './setup.ts'

/** Official accounts of WeChat: pushes come in, customer service messages go out. */
export const wechat: Adapter<Credentials> = {
  manifest,
  webhook: {
    verify,
    parse,
    // In every mode not encrypted. Any other answer is shown to the customer as a fault of the account.
    ack: () => new Response('success'),
  },
  setup,
  send,
  media: { open: download },
  typing,
}
