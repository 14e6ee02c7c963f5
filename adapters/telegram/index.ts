import type { Adapter } from '../../src/contract/adapter.ts'
import { download } from './api.ts'
import { parse, verify } from './inbound.ts'
import { type Credentials, manifest } from './manifest.ts'
import { answerPress, recall, send, typing } from './outbound.ts'
import { setup } from './setup.ts'

/** Telegram bots: private chats, groups and connected business accounts, over the Bot API. */
export const telegram: Adapter<Credentials> = {
  manifest,
  webhook: {
    verify,
    parse,
    // Any 2xx will do; a body would be read as a call of a method.
    ack: () => new Response(null, { status: 200 }),
  },
  setup,
  send,
  media: { open: download },
  typing,
  recall,
  answerPress,
}
