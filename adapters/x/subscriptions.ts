import type { Json } from '../../src/model/events.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { list, object, text } from '../../src/contract/read.ts'
import { createApi, dataOf } from './api.ts'
import type { Credentials } from './credentials.ts'
import { isRefusal } from './faults.ts'

interface Subscription {
  id: string
  event: string
  user: string | undefined
  webhook: string | undefined
}

/** Without it there is nothing to hear. */
const ESSENTIAL = 'dm.received'
const MESSAGES = [ESSENTIAL, 'dm.sent', 'dm.read', 'dm.indicate_typing', 'chat.received']
/** `post.create`: so that what is answered in X itself is shown. */
const POSTS = ['post.mention.create', 'post.reply.create', 'post.create']

const wantedBy = (settings: { [key: string]: Json }): string[] => (settings['comments'] === true ? [...MESSAGES, ...POSTS] : MESSAGES)

/** The app's subscriptions in the X Activity API, none where it may not have any; 1,500 at most, 1,000 a page (X docs). */
async function listed(ctx: Ctx<Credentials>): Promise<Subscription[]> {
  const answer = await unlessRefused(createApi(ctx, 'app').get<unknown>('activity/subscriptions', { max_results: 1000 }))
  return list(dataOf(answer)).flatMap((item) => {
    const one = object<{ subscription_id: string; event_type: string; filter: unknown; webhook_id: string }>(item)
    const [id, event] = [text(one?.subscription_id), text(one?.event_type)]
    if (!id || !event) return []
    return { id, event, user: text(object<{ user_id: string }>(one?.filter)?.user_id), webhook: text(one?.webhook_id) }
  })
}

/** Everything we read of this account goes to the webhook: by the X Activity API, or by its predecessor where that is refused. */
export async function subscribe(ctx: Ctx<Credentials>, userId: string, webhookId: string): Promise<void> {
  try {
    await subscribeEach(ctx, userId, webhookId)
  } catch (error) {
    if (!isRefusal(error)) throw error
    ctx.trace('x.activity-refused', { code: error.code, platformCode: error.platformCode ?? '' })
    await subscribeAll(ctx, webhookId)
  }
}

async function subscribeEach(ctx: Ctx<Credentials>, userId: string, webhookId: string): Promise<void> {
  const present = (await listed(ctx)).filter(({ user }) => user === userId)
  const wanted = wantedBy(ctx.settings)
  // Each event is billed: those that the admin wants no longer are ended.
  for (const { id, event, webhook } of present)
    if (webhook === webhookId && POSTS.includes(event) && !wanted.includes(event)) await end(ctx, id)
  for (const event of wanted) {
    const old = present.find((one) => one.event === event)
    if (old?.webhook === webhookId) continue
    try {
      if (old) await createApi(ctx, 'app').put('activity/subscriptions/:id', { webhook_id: webhookId }, { params: { id: old.id } })
      // What others cannot see has to be asked for in the account's own name.
      else await createApi(ctx).post('activity/subscriptions', { event_type: event, filter: { user_id: userId }, webhook_id: webhookId })
    } catch (error) {
      if (event === ESSENTIAL || !isRefusal(error)) throw error
      ctx.trace('x.subscription-refused', { event, code: error.code })
    }
  }
}

async function subscribeAll(ctx: Ctx<Credentials>, webhookId: string): Promise<void> {
  if (await isSubscribedToAll(ctx, webhookId)) return
  await createApi(ctx).post('account_activity/webhooks/:id/subscriptions/all', {}, { params: { id: webhookId } })
}

async function isSubscribedToAll(ctx: Ctx<Credentials>, webhookId: string): Promise<boolean> {
  const path = 'account_activity/webhooks/:id/subscriptions/all'
  const answer = await unlessRefused(createApi(ctx).get<unknown>(path, {}, { params: { id: webhookId } }))
  return object<{ subscribed: unknown }>(dataOf(answer))?.subscribed === true
}

/** How much of what we read is subscribed to: `some` where only what is not essential is missing. */
export async function subscribed(ctx: Ctx<Credentials>, userId: string, webhookId: string): Promise<'all' | 'some' | 'none'> {
  const events = (await listed(ctx)).filter(({ user, webhook }) => user === userId && webhook === webhookId).map(({ event }) => event)
  if (!events.includes(ESSENTIAL)) return (await isSubscribedToAll(ctx, webhookId)) ? 'all' : 'none'
  return wantedBy(ctx.settings).every((event) => events.includes(event)) ? 'all' : 'some'
}

/** Ends all that was subscribed to for this webhook. */
export async function unsubscribe(ctx: Ctx<Credentials>, userId: string | undefined, webhookId: string): Promise<void> {
  for (const { webhook, id } of await listed(ctx)) if (webhook === webhookId) await end(ctx, id)
  if (!userId) return
  const params = { id: webhookId, user: userId }
  await unlessRefused(createApi(ctx, 'app').delete('account_activity/webhooks/:id/subscriptions/:user/all', {}, { params }))
}

const end = (ctx: Ctx<Credentials>, id: string): Promise<unknown> =>
  unlessRefused(createApi(ctx, 'app').delete('activity/subscriptions/:id', {}, { params: { id } }))

/** What is not there needs no ending, and what may not be seen is not ours. */
async function unlessRefused(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}
