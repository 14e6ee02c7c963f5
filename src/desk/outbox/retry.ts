import type { ChannelStore } from '../channels/store.ts'
import type { Kit } from '../kit.ts'
import type { Messages } from '../timeline/messages.ts'
import type { SendEffects } from './effects.ts'
import type { Heads } from './heads.ts'
import type { Outbox } from './outbox.ts'
import type { Summary } from './summary.ts'

/**
 * An agent asks for another try of what failed or is unsure: from there on, in order. Inside a transaction.
 * False: there is nothing to send again. Throws `window-closed`.
 */
export type Retry = (messageId: number) => boolean

export function createRetry(
  { sql }: Pick<Kit, 'sql'>,
  rooms: { outbox: Outbox; heads: Heads; summary: Summary; channels: ChannelStore; messages: Messages; effects: SendEffects },
): Retry {
  const { outbox, heads, summary, channels, messages, effects } = rooms
  const reopen = sql.prepare(
    `UPDATE Segment SET state = 'queued', open = threadId, dueAt = NULL, attempts = 0, errorCode = NULL, errorText = NULL,
       round = round + (state = 'failed'), unsure = unsure OR state = 'unknown'
     WHERE messageId = ? AND state IN ('failed', 'unknown', 'cancelled')`,
  )
  return (messageId) => {
    const of = summary.of(messageId)
    if (!of || reopen.run(messageId) === 0) return false
    outbox.renew(messageId, { id: of.threadId, channelId: of.channelId, surface: of.surface })
    if (channels.find(of.channelId)?.state === 'live') heads.promote(of.threadId, of.channelId)
    messages.setState(messageId, 'queued', null)
    effects.turned(of.conversationId)
    summary.tell(messageId)
    return true
  }
}
