import type { Adapter } from '../../src/contract/adapter.ts'
import { kfApi } from './api.ts'
import { parse, verify } from './inbound.ts'
import { type Credentials, manifest } from './manifest.ts'
import { send } from './outbound.ts'
import { poll } from './poll.ts'
import { close } from './sessions.ts'
import { setup } from './setup.ts'

/** WeChat Customer Service (微信客服) accounts of WeCom: a call says that there is news, then it is asked for. */
export const wechatKf: Adapter<Credentials> = {
  manifest,
  webhook: {
    verify,
    parse,
    ack: () => new Response(null, { status: 200 }),
  },
  poll,
  setup,
  send,
  media: { open: (ctx, ref) => kfApi(ctx).download(ref) },
  close,
}
