import type { Update, WebhookInfo } from '@grammyjs/types'
import { sleep } from '../../clock.ts'
import type { MethodCall } from '../access.ts'
import { BotApiError, badRequest, conflict, tooMany } from '../errors.ts'
import { isUpdateKind } from '../updates.ts'
import { Webhook } from '../webhook.ts'
import type { Method } from './common.ts'

/** Client.h LONG_POLL_MAX_TIMEOUT, seconds. */
const maxPoll = 50

export const getUpdates: Method = async (call): Promise<Update[]> => {
  const { world, bot, args } = call
  try {
    if (bot.webhook !== undefined)
      throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
    const offset = args.int('offset')
    setAllowed(call)
    if (offset < 0) bot.updates.keepLast(-offset)
    else bot.updates.confirm(offset)
    const found = await bot.poll(Math.max(0, offset), args.int('limit', 100, 1, 100), args.int('timeout', 0, 0, maxPoll) * 1000)
    return found.map((item) => item.update)
  } catch (error) {
    if (error instanceof BotApiError && error.status === 409) await sleep(world.kit.clock, bot.conflictDelay())
    throw error
  }
}

export const setWebhook: Method = (call) => {
  const { world, bot, args } = call
  if (args.text('url') === '') return deleteWebhook(call)
  if (world.options.limits !== false && world.now() < bot.nextHookChange) throw tooMany(1)
  bot.nextHookChange = world.now() + 1000
  const settings = hookSettings(call)
  if (args.bool('drop_pending_updates')) bot.updates.keepLast(0)
  bot.endPoll('terminated by setWebhook request')
  setAllowed(call)
  bot.webhook?.stop()
  bot.webhook = new Webhook(
    settings,
    {
      name: bot.user.username,
      updates: bot.updates,
      faults: world.faults,
      perform: (method, values) => world.perform(bot, method, values),
      closed: () => void (bot.webhook = undefined),
    },
    world.kit,
  )
  return true
}

export const deleteWebhook: Method = ({ bot, args }) => {
  bot.webhook?.stop()
  bot.webhook = undefined
  if (args.bool('drop_pending_updates')) bot.updates.keepLast(0)
  return true
}

export const getWebhookInfo: Method = ({ bot }): WebhookInfo => {
  const hook = bot.webhook
  const { allowed } = bot.updates
  return {
    url: hook?.settings.url ?? '',
    has_custom_certificate: false,
    pending_update_count: bot.updates.pending,
    ...(hook?.lastError === undefined ? {} : { last_error_date: hook.lastError.date, last_error_message: hook.lastError.message }),
    ...(hook === undefined ? {} : { max_connections: hook.settings.maxConnections, ip_address: hook.settings.ip }),
    ...(allowed === undefined ? {} : { allowed_updates: [...allowed] }),
  }
}

function hookSettings({ world, args }: MethodCall): Webhook['settings'] {
  const bad = (why: string): Error => badRequest(`bad webhook: ${why}`)
  const text = args.text('url')
  const secret = args.text('secret_token')
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  const full = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(full)) throw badRequest('invalid webhook URL specified')
  const url = new URL(full)
  const mapped = world.options.hosts[url.origin]
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  // The real server reaches public addresses by HTTPS only; the lab's hub is on this machine.
  if (!loopback && url.protocol !== 'https:') throw bad('An HTTPS URL must be provided for webhook')
  if (!loopback && !['', '443', '80', '88', '8443'].includes(url.port)) throw bad('Webhook can be set up only on ports 80, 88, 443 or 8443')
  const connectTo = mapped === undefined ? url : new URL(url.pathname + url.search, mapped)
  const ip = args.text('ip_address') || (loopback || mapped !== undefined ? '127.0.0.1' : '')
  return { url: text, connectTo, secret, maxConnections: args.int('max_connections', 40, 1, 100), ip }
}

/** An empty list, or one without a known kind, means the default; no list leaves it as it was. */
function setAllowed({ bot, args }: MethodCall): void {
  let list: unknown
  try {
    list = args.structure('allowed_updates')
  } catch {
    return
  }
  if (!Array.isArray(list)) return
  const kinds = list.map((kind) => String(kind).toLowerCase()).filter(isUpdateKind)
  bot.updates.allowed = kinds.length === 0 ? undefined : kinds
}
