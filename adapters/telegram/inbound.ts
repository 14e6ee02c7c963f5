import type { Update } from '@grammyjs/types'
import type { InboundEvent } from '../../src/model/events.ts'
import type { Ctx, Verdict, Webhook } from '../../src/contract/adapter.ts'
import { equalText } from '../../src/contract/equal.ts'
import { hookSecrets } from '../../src/contract/hook-secrets.ts'
import type { Credentials } from './manifest.ts'
import { type Reading, readEdited, readMessage } from './messages.ts'
import { object } from '../../src/contract/read.ts'
import { readDeleted, readMembership, readPress, readReaction } from './updates.ts'

type Kind = Exclude<keyof Update, 'update_id'>

/**
 * What we ask Telegram for, and who reads it. All else is none of a support desk's business and is not asked for:
 * posts of channels, inline queries, payments, polls, boosts, membership of others, a bot's own business connections.
 */
const READERS: { [K in Kind]?: (value: unknown, reading: Reading) => InboundEvent | null } = {
  message: readMessage,
  edited_message: readEdited,
  business_message: readMessage,
  edited_business_message: readEdited,
  deleted_business_messages: readDeleted,
  message_reaction: readReaction,
  callback_query: readPress,
  my_chat_member: readMembership,
}
const readers = Object.entries(READERS) as [Kind, NonNullable<(typeof READERS)[Kind]>][]

/** For `setWebhook`: exactly what `parse` reads. */
export const ALLOWED_UPDATES = readers.map(([kind]) => kind)

/** The secret that we gave Telegram comes back with each call, as it is; there is no signature. */
export async function verify(request: Parameters<Webhook['verify']>[0], ctx: Ctx<Credentials>): Promise<Verdict> {
  const secret = request.headers.get('x-telegram-bot-api-secret-token')
  if (!secret) return { is: 'reject', status: 401 }
  if (!hookSecrets(ctx).some((ours) => equalText(secret, ours))) return { is: 'reject', status: 403 }
  const update = decode(request.body)
  return update ? { is: 'accept', body: update } : { is: 'reject', status: 400 }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

function decode(body: Uint8Array): object | undefined {
  try {
    return object(JSON.parse(utf8.decode(body)))
  } catch {
    return undefined
  }
}

/** An update is one event or none. Its id counts up per bot and comes again with each redelivery. */
export const parse: Webhook<Credentials>['parse'] = (body, { settings, now }) => {
  const update = object<Update>(body)
  if (!update || !Number.isSafeInteger(update.update_id)) return []
  const reading: Reading = { dedupeKey: String(update.update_id), settings, now: now() }
  for (const [kind, read] of readers) {
    if (update[kind] === undefined) continue
    const event = read(update[kind], reading)
    return event ? [event] : []
  }
  return []
}
