import { AdapterFault, type Health, type Setup } from '../../src/contract/adapter.ts'
import { createApi } from './api.ts'
import { ALLOWED_UPDATES } from './inbound.ts'
import type { Credentials } from './manifest.ts'

/** Calls of the webhook at a time; 1–100, Telegram's own default. One chat's updates come one after the other anyway. */
const MAX_CONNECTIONS = 40

/** A failed delivery that long ago has been made good since. */
const RECENT_MS = 15 * 60_000

/** Updates waiting at Telegram that are no longer a moment's worth. */
const BACKLOG = 200

export const setup: Setup<Credentials> = {
  async check(ctx) {
    const me = await createApi(ctx).getMe()
    return {
      externalId: String(me.id),
      name: me.first_name,
      username: me.username,
      extra: { readsGroups: me.can_read_all_group_messages, business: me.can_connect_to_business },
    }
  },

  async install(ctx, hookUrl) {
    await createApi(ctx).setWebhook(hookUrl, {
      secret_token: ctx.hookSecret,
      allowed_updates: ALLOWED_UPDATES,
      max_connections: MAX_CONNECTIONS,
      // What customers wrote while nobody listened is what we want first.
      drop_pending_updates: false,
    })
    return 'done'
  },

  async remove(ctx) {
    await createApi(ctx).deleteWebhook({ drop_pending_updates: false })
  },

  async probe(ctx, hookUrl) {
    try {
      const info = await createApi(ctx).getWebhookInfo()
      return healthOf(info, hookUrl, ctx.now())
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error
      return error.code === 'auth'
        ? { state: 'broken', code: 'auth', text: error.message }
        : { state: 'warn', code: 'unreachable', text: error.message }
    }
  },
}

type Info = Awaited<ReturnType<ReturnType<typeof createApi>['getWebhookInfo']>>

function healthOf(info: Info, hookUrl: string, now: number): Health {
  if (!info.url) return { state: 'broken', code: 'webhook-missing' }
  if (info.url !== hookUrl) return { state: 'broken', code: 'webhook-elsewhere', ...hostOf(info.url) }
  const failed = info.last_error_date !== undefined && now - info.last_error_date * 1000 < RECENT_MS
  const pending = info.pending_update_count
  // An error with nothing waiting is over: the delivery was repeated and taken.
  if (failed && pending > 0) {
    return { state: 'broken', code: 'webhook-failing', ...(info.last_error_message && { text: info.last_error_message }) }
  }
  if (pending > BACKLOG) return { state: 'warn', code: 'webhook-backlog', text: String(pending) }
  const asked = new Set<string>(info.allowed_updates ?? [])
  return ALLOWED_UPDATES.every((kind) => asked.has(kind)) ? { state: 'ok' } : { state: 'warn', code: 'webhook-outdated' }
}

/** The rest of another system's address may be its secret. */
function hostOf(url: string): { text?: string } {
  return URL.canParse(url) ? { text: new URL(url).host } : {}
}
