import type { MessageRefRow, MessageRow } from '../../../prisma/rows.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import type { Acting } from '../web/roles.ts'
import type { ChannelStore } from '../channels/store.ts'
import { surfaceOf } from '../channels/store.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Rights } from '../web/rights.ts'
import type { Conversations } from '../conversations/store.ts'

export interface Recalls {
  /**
   * Takes a message of ours back, on the platform and then here. Twice is once.
   * Throws `recall-unsupported`, `too-late`, `not-sent`, `not-yours`, and `channel-…` with the platform's words.
   */
  recall(agent: Acting, messageId: number): Promise<void>
}

export function createRecalls(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { conversations: Conversations; rights: Rights; channels: ChannelStore; threads: Threads; messages: Messages; log: LogRoom },
): Recalls {
  const pieces = sql.prepare<{ externalId: string; sentAt: number }>(
    "SELECT externalId, sentAt FROM Segment WHERE messageId = ? AND state = 'sent' AND externalId IS NOT NULL AND sentAt IS NOT NULL ORDER BY ordinal",
  )
  // Long after, segments are gone; the platform's ids of the message are not.
  const names = sql.prepare<Pick<MessageRefRow, 'externalId'> & { sentAt: number }>(
    `SELECT i.externalId, i.at AS sentAt FROM (
       SELECT state, at, externalId FROM Message WHERE id = ?1 AND externalId IS NOT NULL
       UNION ALL SELECT m.state, m.at, r.externalId FROM Message m JOIN MessageRef r ON r.messageId = m.id WHERE m.id = ?1) i
     WHERE i.state IN ('sent', 'delivered', 'read') AND NOT EXISTS (SELECT 1 FROM Segment WHERE messageId = ?1)`,
  )
  const recalledAt = sql.prepare<Pick<MessageRow, 'recalledAt'>>('SELECT recalledAt FROM Message WHERE id = ?')

  return {
    async recall(agent, messageId) {
      const message = rooms.messages.get(messageId)
      const conversation = message && rooms.conversations.get(message.conversationId)
      if (message?.direction !== 'out' || !conversation) throw notFound('message')
      rooms.rights.mineOrSupervisor(conversation, agent)
      if (recalledAt.get(messageId)?.recalledAt !== null) return

      const channel = rooms.channels.get(conversation.channelId)
      const thread = rooms.threads.get(conversation.threadId)
      const limit = surfaceOf(channel, conversation.surface)?.recall
      const { adapter } = channel
      if (!limit || !adapter.recall || !thread) throw new DeskError('recall-unsupported', 422, 'This channel cannot take messages back.')
      const sent = [...pieces.all(messageId), ...names.all(messageId)]
      if (sent.length === 0) throw rooms.rights.refusal(conversation, 'not-sent')
      if (sent.some(({ sentAt }) => clock.now() - sentAt > limit.withinMs))
        throw rooms.rights.refusal(conversation, 'too-late', { withinMs: limit.withinMs })

      const ctx = await rooms.channels.ctx(channel)
      for (const { externalId } of sent) {
        await adapter.recall(ctx, rooms.threads.refOf(thread), externalId).catch((error: unknown) => {
          if (!(error instanceof AdapterFault)) throw error
          throw new DeskError(`channel-${error.code}`, 422, error.message, { platformCode: error.platformCode })
        })
      }
      await commit(() => {
        rooms.messages.recall(messageId, clock.now())
        rooms.conversations.reread(conversation.id)
        rooms.log.append({ type: 'message.updated', actor: `agent:${agent.id}`, conversationId: conversation.id, messageId })
      })
    },
  }
}
