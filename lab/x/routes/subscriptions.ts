import { z } from 'zod'
import { checked } from '../api/input.ts'
import { forbidden, gone, invalid, notEnrolled } from '../api/problems.ts'
import { ok, userOf, type Ask, type Route } from '../api/route.ts'
import type { Account, ActivitySubscription } from '../world.ts'
import { hookOf } from './webhooks.ts'

/** Of the events that can be subscribed to, those that happen in the lab. All but `post.create` and `oauth.revoke` are private. */
const eventTypes = [
  'chat.received',
  'chat.sent',
  'dm.sent',
  'dm.received',
  'dm.indicate_typing',
  'dm.read',
  'post.create',
  'post.mention.create',
  'post.reply.create',
  // Listed among the events, but not in the schema of the request.
  'oauth.revoke',
] as const

const wanted = z.strictObject({
  event_type: z.enum(eventTypes),
  filter: z.strictObject({
    user_id: z.string().optional(),
    direction: z.enum(['inbound', 'outbound']).optional(),
    keyword: z.string().optional(),
  }),
  tag: z.string().min(1).max(200).optional(),
  webhook_id: z.string().optional(),
})

const accountScopes = ['dm.read', 'dm.write', 'tweet.read', 'users.read']
const accountPath = '/2/account_activity/webhooks/:hook/subscriptions'

export const subscriptionRoutes: readonly Route[] = [
  { method: 'POST', path: '/2/activity/subscriptions', auth: ['oauth2', 'oauth1', 'app'], rate: 'subscriptions', run: subscribe },
  {
    method: 'GET',
    path: '/2/activity/subscriptions',
    auth: ['oauth2', 'oauth1', 'app'],
    rate: 'subscriptions',
    run: ({ caller: { app } }) => {
      const data = [...app.activity.values()].map(view)
      return ok(data, { meta: { total_subscriptions: data.length } })
    },
  },
  { method: 'PUT', path: '/2/activity/subscriptions/:id', auth: ['app'], rate: 'subscriptions', run: change },
  {
    method: 'DELETE',
    path: '/2/activity/subscriptions/:id',
    auth: ['app'],
    rate: 'subscriptions',
    run: ({ caller: { app }, part }) => {
      if (!app.activity.delete(part('id'))) throw gone('subscription', 'subscription_id', part('id'))
      return ok({ deleted: true }, { meta: { total_subscriptions: app.activity.size } })
    },
  },
  {
    method: 'POST',
    path: `${accountPath}/all`,
    auth: ['oauth2', 'oauth1'],
    scopes: accountScopes,
    rate: 'subscriptions',
    run: subscribeAccount,
  },
  {
    method: 'GET',
    path: `${accountPath}/all`,
    auth: ['oauth2', 'oauth1'],
    scopes: accountScopes,
    rate: 'subscriptions',
    run: (ask) => {
      const { app, user } = userOf(ask)
      const hook = hookOf(app, ask.part('hook'))
      return ok({ subscribed: app.accountActivity.some((one) => one.hook === hook.id && one.user === user.id) })
    },
  },
  {
    method: 'GET',
    path: `${accountPath}/all/list`,
    auth: ['app'],
    rate: 'subscriptions',
    run: ({ caller: { app }, part }) => {
      const hook = hookOf(app, part('hook'))
      const subscriptions = app.accountActivity.filter((one) => one.hook === hook.id).map((one) => ({ user_id: one.user }))
      return ok({ application_id: app.id, webhook_id: hook.id, webhook_url: hook.url, subscriptions })
    },
  },
  {
    method: 'DELETE',
    path: `${accountPath}/:user/all`,
    auth: ['app'],
    rate: 'subscriptions',
    run: ({ caller: { app }, part }) => {
      const hook = hookOf(app, part('hook'))
      const rest = app.accountActivity.filter((one) => one.hook !== hook.id || one.user !== part('user'))
      if (rest.length === app.accountActivity.length) throw invalid('SubscriptionNotFound: no subscription exists for this user')
      app.accountActivity = rest
      return ok({ subscribed: false })
    },
  },
]

const view = (one: ActivitySubscription): Record<string, unknown> => ({
  subscription_id: one.id,
  event_type: one.eventType,
  filter: one.filter,
  created_at: new Date(one.createdAt).toISOString(),
  updated_at: new Date(one.updatedAt).toISOString(),
  ...(one.tag === undefined ? {} : { tag: one.tag }),
  ...(one.hook === undefined ? {} : { webhook_id: one.hook }),
})

/** Private events are for the user who authorised the app, and only with that user's token. */
function subscribe({ world, caller, input }: Ask): Response {
  const { event_type: eventType, filter, tag, webhook_id } = checked(wanted, input.body)
  const { app, account } = caller
  const subject = account ?? [...world.accounts.values()].find((one) => one.app === app && one.user.id === filter.user_id)
  if (subject?.envelope === 'aaa') throw notEnrolled()
  if (eventType !== 'oauth.revoke' && filter.user_id === undefined) throw invalid('$.filter.user_id: is missing but it is required')
  const isPrivate = eventType !== 'post.create' && eventType !== 'oauth.revoke'
  if (isPrivate && (account === undefined || account.user.id !== filter.user_id || !mayRead(caller.via, account, eventType))) {
    throw forbidden('You are not permitted to subscribe to private events of this user.')
  }
  const hook = webhook_id === undefined ? undefined : hookOf(app, webhook_id).id
  const same = (one: ActivitySubscription): boolean =>
    one.eventType === eventType && one.filter.user_id === filter.user_id && one.filter.direction === filter.direction && one.hook === hook
  if ([...app.activity.values()].some(same)) throw invalid('DuplicateSubscriptionFailed: this subscription already exists')
  if (app.activity.size >= world.options.quota.subscriptions) throw invalid('SubscriptionLimitExceeded: no more subscriptions are allowed')
  const now = world.now()
  const one: ActivitySubscription = { id: world.ids.next(), eventType, filter, tag, hook, createdAt: now, updatedAt: now }
  app.activity.set(one.id, one)
  return ok(view(one), { meta: { total_subscriptions: app.activity.size } })
}

const mayRead = (via: string, { scopes }: Account, eventType: string): boolean =>
  via !== 'oauth2' || scopes.includes(eventType.startsWith('post.') ? 'tweet.read' : 'dm.read')

function change({ world, caller: { app }, input, part }: Ask): Response {
  const { tag, webhook_id } = checked(wanted.pick({ tag: true, webhook_id: true }), input.body)
  const one = app.activity.get(part('id'))
  if (one === undefined) throw gone('subscription', 'subscription_id', part('id'))
  if (tag !== undefined) one.tag = tag
  if (webhook_id !== undefined) one.hook = hookOf(app, webhook_id).id
  one.updatedAt = world.now()
  return ok(view(one), { meta: { total_subscriptions: app.activity.size } })
}

function subscribeAccount(ask: Ask): Response {
  const { world } = ask
  const { app, user, envelope } = userOf(ask)
  if (envelope === 'xaa') throw notEnrolled()
  const hook = hookOf(app, ask.part('hook'))
  if (app.accountActivity.some((one) => one.hook === hook.id && one.user === user.id)) {
    throw invalid('DuplicateSubscriptionFailed: a subscription for this user already exists')
  }
  const users = new Set(app.accountActivity.map((one) => one.user)).add(user.id)
  if (users.size > world.options.quota.users) throw invalid('SubscriptionLimitExceeded: no more subscriptions are allowed')
  app.accountActivity.push({ hook: hook.id, user: user.id, from: world.now() + world.options.subscriptionDelay })
  return ok({ subscribed: true })
}
