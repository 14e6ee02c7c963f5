import type { MessageRow } from '../../../prisma/rows.ts'
import type { Content } from '../../model/content.ts'
import { isRefusal } from '../../model/outgoing.ts'
import type { Kit } from '../kit.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Permissions } from '../permissions/permissions.ts'
import { keyOf } from '../timeline/messages.ts'
import type { Append } from './append.ts'
import type { Conversation } from '../conversations/store.ts'

/**
 * Says something that nobody wrote: a greeting, a farewell. Inside a transaction. The same key again says nothing more.
 * It is left unsaid where the platform does not allow it, or where the replies that are left are for agents.
 */
export type Notify = (conversation: Conversation, key: string, content: Content) => void

export function createNotify(
  { sql, clock, trace }: Pick<Kit, 'sql' | 'clock' | 'trace'>,
  rooms: { append: Append; outbox: Outbox; permissions: Permissions },
): Notify {
  const said = sql.prepare<Pick<MessageRow, 'id'>>('SELECT id FROM Message WHERE key = ?')

  return (conversation, key, content) => {
    const { id, threadId, channelId, surface } = conversation
    if (said.get(keyOf(id, key))) return
    const destination = { id: threadId, channelId, surface }
    const grants = rooms.permissions.spare(threadId)
    const planned = rooms.outbox.plan(destination, content, grants)
    if (isRefusal(planned)) return trace('info', 'notice.unsaid', { channel: channelId, key, reason: planned.code })
    const message = { direction: 'out', author: { kind: 'system' }, content, at: clock.now(), state: 'queued', key } as const
    const stored = rooms.append(conversation, message, 'system')
    rooms.outbox.add(stored.id, destination, planned, grants)
  }
}
