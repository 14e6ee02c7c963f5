import type { UserV2 } from 'twitter-api-v2'
import { type Account, AdapterFault, type Ctx, type Health, type Setup } from '../../src/contract/adapter.ts'
import { strangeFault } from '../../src/contract/faults.ts'
import { given, object, text } from '../../src/contract/read.ts'
import { createApi, dataOf } from './api.ts'
import type { Credentials } from './credentials.ts'
import { id } from './reading.ts'
import { subscribe, subscribed, unsubscribe } from './subscriptions.ts'
import { appToken } from './tokens.ts'
import { addWebhook, ownWebhooks, removeWebhook, revalidate } from './webhooks.ts'

export const setup: Setup<Credentials> = {
  async check(ctx) {
    const account = await me(ctx)
    // The key and secret of the app are tried as well: with a wrong secret every webhook would be turned away.
    await appToken(ctx)
    return account
  },

  async install(ctx, hookUrl) {
    const { externalId } = ctx.account ?? (await me(ctx))
    const present = await ownWebhooks(ctx)
    // The hub has moved: an app may have one webhook only, and nobody is at the old address.
    for (const { id: old, url } of present) if (url !== hookUrl) await removeWebhook(ctx, old)
    const hook = present.find(({ url }) => url === hookUrl) ?? (await addWebhook(ctx, hookUrl))
    if (!hook.valid && !(await revalidate(ctx, hook.id)))
      throw new AdapterFault('content', 'X could not validate the webhook address.', { certain: true })
    await subscribe(ctx, externalId, hook.id)
    return 'done'
  },

  async remove(ctx) {
    for (const hook of await ownWebhooks(ctx)) {
      await unsubscribe(ctx, ctx.account?.externalId, hook.id)
      await removeWebhook(ctx, hook.id)
    }
  },

  async probe(ctx, hookUrl) {
    try {
      const { externalId } = await me(ctx)
      return await healthOf(ctx, hookUrl, externalId)
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error
      return error.code === 'auth'
        ? { state: 'broken', code: 'auth', text: error.message }
        : { state: 'warn', code: 'unreachable', text: error.message }
    }
  },
}

async function me(ctx: Ctx<Credentials>): Promise<Account> {
  const answer: unknown = await createApi(ctx).me()
  const user = object<UserV2>(dataOf(answer))
  const externalId = id(user?.id)
  if (!user || !externalId) throw strangeFault('X', 200)
  const username = text(user.username)
  return given<Account>({ externalId, name: text(user.name) ?? username ?? externalId, username })
}

/** X stops calling an address that fails its challenges for long; asked to look again, it finds one that is well again. */
async function healthOf(ctx: Ctx<Credentials>, hookUrl: string, userId: string): Promise<Health> {
  const hook = (await ownWebhooks(ctx)).find(({ url }) => url === hookUrl)
  if (!hook) return { state: 'broken', code: 'webhook-missing' }
  if (!hook.valid && !(await revalidate(ctx, hook.id))) return { state: 'broken', code: 'webhook-failing' }
  const state = await subscribed(ctx, userId, hook.id)
  if (state === 'none') return { state: 'broken', code: 'webhook-missing' }
  return state === 'all' ? { state: 'ok' } : { state: 'warn', code: 'webhook-outdated' }
}
