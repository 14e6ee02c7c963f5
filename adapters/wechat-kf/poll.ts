import { AdapterFault, type Ctx, type Poll } from '../../src/contract/adapter.ts'
import { type Raw, given, list, text } from '../../src/contract/read.ts'
import { kfApi } from './api.ts'
import { customersOf } from './customers.ts'
import { customerIn, keysOf, readItem } from './items.ts'
import type { Credentials } from './manifest.ts'

/** Also when no call came. Without the token that a call brings, WeCom counts strictly how often is asked. */
const EVERY_MS = 5 * 60_000

/** Most items of an answer (sync_msg). */
const LIMIT = 1000
/** Voice as AMR; 1 would be SILK, which no browser plays either. */
const AMR = 0

interface Page {
  next_cursor: string
  has_more: number
  msg_list: unknown
}

/** What has happened since `cursor`; the first time, in the last three days. */
export const poll: Poll<Credentials> = {
  everyMs: EVERY_MS,
  async poll(ctx, cursor, hint) {
    const page = await pageOf(ctx, given<From>({ cursor: cursor ?? undefined, token: text(hint?.['token']) }))
    const items = list(page.msg_list)
    const customers = items.map(customerIn).filter((id) => id !== undefined)
    const reading = { now: ctx.now(), customer: await customersOf(ctx, customers), keys: await keysOf(items) }
    const next = text(page.next_cursor)
    return {
      events: items.map((item) => readItem(item, reading)).filter((event) => event !== null),
      cursor: next ?? cursor ?? '',
      // Also with nothing in it; but what stays where it was would be asked for without end.
      more: page.has_more === 1 && next !== undefined && next !== cursor,
    }
  },
}

interface From {
  cursor?: string
  token?: string
}

/** Asking changes nothing, and what is read again is known by its id: where it is refused, it is asked for by less. */
async function pageOf(ctx: Ctx<Credentials>, from: From): Promise<Raw<Page>> {
  const body = { open_kfid: ctx.credentials.openKfId, ...from, limit: LIMIT, voice_format: AMR }
  try {
    return await kfApi(ctx).call<Page>({ path: '/cgi-bin/kf/sync_msg', body })
  } catch (error) {
    const next = lessThan(from)
    if (!next || !(error instanceof AdapterFault && error.code === 'content')) throw error
    return pageOf(ctx, next)
  }
}

/** A call's token is good for ten minutes, and a cursor for the account that gave it. */
const lessThan = ({ cursor, token }: From): From | undefined => (token ? given<From>({ cursor }) : cursor ? {} : undefined)
