import type { Adapter } from '../../src/contract/adapter.ts'
import { download } from './api.ts'
import { parse } from './inbound.ts'
import { type Credentials, manifest } from './manifest.ts'
import { answerPress, recall, send, typing } from './outbound.ts'
import { setup } from './setup.ts'
import { verify } from './verify.ts'

/** Bots of QQ's open platform: one to one, groups, and direct messages of guilds, over webhooks and the v2 API. */
export const qq: Adapter<Credentials> = {
  manifest,
  webhook: {
    verify,
    parse,
    // 12: taken. `d: 1` would make QQ try again.
    ack: () => Response.json({ op: 12, d: 0 }),
  },
  setup,
  send,
  media: { open: download },
  typing,
  recall,
  answerPress,
}
