import type { Person } from '../../src/model/events.ts'
import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { given, list, object, text } from '../../src/contract/read.ts'
import { kfApi } from './api.ts'
import type { Credentials } from './manifest.ts'

/** So many are asked for at a time (customer/batchget). */
const AT_ONCE = 100

/** Names change now and then. */
const KEEP_MS = 24 * 3_600_000

type Known = Omit<Person, 'externalId'>

/**
 * Who these customers are, in one call for each hundred that has a new one in it. A name is no reason to keep a message
 * waiting: where WeCom does not say, or the app may not ask, they have none.
 */
export async function customersOf(ctx: Ctx<Credentials>, ids: readonly string[]): Promise<(id: string) => Person> {
  const known = new Map<string, Known>()
  const all = [...new Set(ids)]
  try {
    for (let start = 0; start < all.length; start += AT_ONCE) {
      for (const [id, person] of await lookUp(ctx, all.slice(start, start + AT_ONCE))) known.set(id, person)
    }
  } catch (error) {
    if (!(error instanceof AdapterFault)) throw error
    ctx.trace('wechat-kf.names', { code: error.code, platform: error.platformCode ?? null })
  }
  return (id) => ({ externalId: id, ...known.get(id) })
}

function lookUp(ctx: Ctx<Credentials>, ids: readonly string[]): Promise<[string, Known][]> {
  let asked: ReturnType<typeof ask> | undefined
  return Promise.all(
    ids.map(async (id): Promise<[string, Known]> => {
      const kept = await ctx.cache.get(`customer:${id}`, async () => {
        asked ??= ask(ctx, ids)
        return { value: JSON.stringify((await asked).get(id) ?? {}), ttlMs: KEEP_MS }
      })
      return [id, JSON.parse(kept) as Known]
    }),
  )
}

async function ask(ctx: Ctx<Credentials>, ids: readonly string[]): Promise<Map<string, Known>> {
  const answer = await kfApi(ctx).call<{ customer_list: unknown }>({
    path: '/cgi-bin/kf/customer/batchget',
    body: { external_userid_list: ids },
  })
  const known = new Map<string, Known>()
  for (const value of list(answer.customer_list)) {
    const customer = object<{ external_userid: string; nickname: string; avatar: string; unionid: string }>(value)
    const id = text(customer?.external_userid)
    if (id)
      known.set(id, given<Known>({ name: text(customer?.nickname), avatar: text(customer?.avatar), unionId: text(customer?.unionid) }))
  }
  return known
}
