import { z } from 'zod'
import { Hook } from '../events/hook.ts'
import { checked } from '../api/input.ts'
import { invalid } from '../api/problems.ts'
import { ok, type Ask, type Route } from '../api/route.ts'
import type { App, World } from '../world.ts'

const stamp = z.string().regex(/^\d{12}$/)

export const webhookRoutes: readonly Route[] = [
  { method: 'POST', path: '/2/webhooks', auth: ['app', 'oauth1'], rate: 'webhooks', run: create },
  {
    method: 'GET',
    path: '/2/webhooks',
    auth: ['app'],
    rate: 'webhooks',
    run: ({ caller }) => {
      const hooks = [...caller.app.hooks.values()].map((hook) => hook.view())
      return ok(hooks, { meta: { result_count: hooks.length } })
    },
  },
  { method: 'POST', path: '/2/webhooks/replay', auth: ['app'], rate: 'replay', run: replay },
  {
    method: 'PUT',
    path: '/2/webhooks/:id',
    auth: ['app', 'oauth1'],
    rate: 'webhooks',
    run: async ({ caller, part }) => {
      const hook = hookOf(caller.app, part('id'))
      if (!(await hook.check())) throw crcFailed()
      return ok({ valid: hook.valid })
    },
  },
  {
    method: 'DELETE',
    path: '/2/webhooks/:id',
    auth: ['app', 'oauth1'],
    rate: 'webhooks',
    run: ({ caller: { app }, part }) => {
      const hook = hookOf(app, part('id'))
      hook.stop()
      app.hooks.delete(hook.id)
      for (const one of app.activity.values()) if (one.hook === hook.id) app.activity.delete(one.id)
      app.accountActivity = app.accountActivity.filter((one) => one.hook !== hook.id)
      return ok({ deleted: true })
    },
  },
]

/** A webhook of this app. Throws 400. */
export function hookOf(app: App, id: string): Hook {
  const hook = app.hooks.get(id)
  if (hook === undefined) throw invalid(`WebhookIdInvalid: the webhook [${id}] was not found or is not associated with the app`)
  return hook
}

const crcFailed = (): Error => invalid('CrcValidationFailed: the callback URL did not respond correctly to the CRC check')

async function create({ world, caller: { app }, input }: Ask): Promise<Response> {
  const { url } = checked(z.strictObject({ url: z.string() }), input.body)
  const connectTo = addressOf(world, url)
  if ([...app.hooks.values()].some((hook) => hook.url === url))
    throw invalid('DuplicateUrlFailed: a webhook is already registered for this URL')
  const full = (): boolean => app.hooks.size >= world.options.quota.webhooks
  const limit = (): Error => invalid('WebhookLimitExceeded: the maximum number of webhooks is reached')
  if (full()) throw limit()
  const hook = new Hook(world, app, world.ids.next(), url, connectTo)
  const proved = await hook.check()
  if (!proved || full()) {
    hook.stop()
    throw proved ? limit() : crcFailed()
  }
  app.hooks.set(hook.id, hook)
  return ok(hook.view())
}

/** Where a webhook is. Public ones are https without a port; loopback may be anything. */
function addressOf(world: World, url: string): URL {
  const refused = (): Error => invalid('UrlValidationFailed: the callback URL does not meet the requirements')
  if (!URL.canParse(url)) throw refused()
  const parsed = new URL(url)
  if (['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)) return parsed
  const authority = url.split('/')[2] ?? ''
  if (parsed.protocol !== 'https:' || /:\d*$/.test(authority)) throw refused()
  const mapped = world.options.hosts[parsed.origin]
  return mapped === undefined ? parsed : new URL(`${parsed.pathname}${parsed.search}`, mapped)
}

function replay({ world, caller: { app }, input }: Ask): Response {
  const { webhook_id, from_date, to_date } = checked(
    z.strictObject({ webhook_id: z.string(), from_date: stamp, to_date: stamp }),
    input.body,
  )
  const hook = hookOf(app, webhook_id)
  const [from, to] = [timeOf(from_date), timeOf(to_date)]
  const { oldest, newestFrom, newestTo } = world.options.replay
  const ago = { from: world.now() - from, to: world.now() - to }
  if (from >= to || ago.from > oldest || ago.from < newestFrom || ago.to < newestTo) {
    throw invalid('QueryParamInvalid: from_date and to_date must be within the last 24 hours and not too recent')
  }
  if (hook.replaying) throw invalid('ReplayConflictError: a replay job is already in progress for this webhook')
  const job = world.ids.next()
  hook.replay(job, from, to)
  return ok({ job_id: job, created_at: new Date(world.now()).toISOString() })
}

/** `yyyymmddhhmm`, UTC. */
function timeOf(text: string): number {
  const [year = 0, month = 0, ...rest] = [text.slice(0, 4), ...(text.slice(4).match(/../g) ?? [])].map(Number)
  return Date.UTC(year, month - 1, ...rest)
}
