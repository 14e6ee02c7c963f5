import type { MessageRow, SegmentRow, ThreadRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Messages, MessageState } from '../timeline/messages.ts'
import type { SendEffects } from './effects.ts'

/** What is known of a message that is sent in segments. */
export type Sending = Pick<MessageRow, 'conversationId' | 'threadId' | 'state' | 'errorCode'> & Pick<ThreadRow, 'channelId' | 'surface'>

/** How far a message is, by its segments. All of it inside a transaction. */
export interface Summary {
  of(messageId: number): Sending | undefined
  /** Sets the message's state: it is as far as the least fortunate of its segments. */
  update(messageId: number): void
  /** Says in the log that the message has changed, with what follows where it has failed. */
  tell(messageId: number): void
}

const ORDER: Partial<Record<MessageState, number>> = { queued: 0, sending: 0, unknown: 1, sent: 1, delivered: 2, read: 3 }

/** Whether `next` is further on a message's way than `now`. */
export const isFurther = (next: MessageState, now: MessageState): boolean => (ORDER[next] ?? 0) > (ORDER[now] ?? 9)

export function createSummary(
  { sql }: Pick<Kit, 'sql'>,
  { messages, log, effects }: { messages: Messages; log: LogRoom; effects: SendEffects },
): Summary {
  const states = sql.prepare<Pick<SegmentRow, 'state' | 'errorCode' | 'errorText'>>(
    'SELECT state, errorCode, errorText FROM Segment WHERE messageId = ? ORDER BY ordinal',
  )
  const select = sql.prepare<Sending>(
    'SELECT m.conversationId, m.threadId, t.channelId, t.surface, m.state, m.errorCode FROM Message m JOIN Thread t ON t.id = m.threadId WHERE m.id = ?',
  )
  return {
    of: (messageId) => select.get(messageId),
    update(messageId) {
      const all = states.all(messageId)
      const bad = all.find(({ state }) => state === 'failed') ?? all.find(({ state }) => state === 'unknown')
      const state: MessageState = bad ? (bad.state as MessageState) : all.every((one) => one.state === 'sent') ? 'sent' : 'queued'
      const reported = select.get(messageId)?.state ?? 'queued'
      // A report of the platform may have overtaken our own call's answer.
      if (state === 'sent' && isFurther(reported, 'sent')) return
      messages.setState(messageId, state, bad ? { code: bad.errorCode ?? 'platform', text: bad.errorText ?? '' } : null)
    },
    tell(messageId) {
      const of = select.get(messageId)
      if (!of) return
      const { conversationId, state } = of
      if (state === 'failed') effects.turned(conversationId)
      log.append({ type: 'message.updated', actor: 'system', conversationId, messageId, data: { changed: 'state' } })
    },
  }
}
