import type { FileRow, MessageRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Content } from '../../model/content.ts'
import { isMedia } from '../../model/content.ts'
import { clean } from '../../model/clean.ts'
import type { Loss } from '../../model/outgoing.ts'
import type { Acting } from '../web/roles.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { planned } from '../outbox/outbox.ts'
import { keyOf } from '../timeline/messages.ts'
import type { Append } from './append.ts'
import type { Rights } from '../web/rights.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'

export interface Draft {
  content: Content
  /** Made by the client: the same key again is the same message. */
  key: string
  /** Id of a message in the same thread. */
  replyTo?: number | undefined
}

export interface Replied {
  messageId: number
  plan: { segments: number; losses: Loss[] }
}

export interface Replies {
  /** Stores the message, its segments and what they spend, in one transaction. */
  reply(agent: Acting, conversationId: number, draft: Draft): Promise<Replied>
  note(agent: Acting, conversationId: number, draft: Draft): Promise<number>
  /** What `reply` would send. */
  preview(conversationId: number, content: Content): ReturnType<Outbox['plan']>
}

const FACTS = 'f.name, f.mime, f.bytes, f.width, f.height, f.seconds'

export function createReplies(
  { sql, clock, commit }: Kit,
  rooms: { conversations: Conversations; rights: Rights; append: Append; outbox: Outbox },
): Replies {
  const { conversations, rights, append, outbox } = rooms
  const byKey = sql.prepare<Pick<MessageRow, 'id'> & { segments: number }>(
    'SELECT m.id, (SELECT count(*) FROM Segment s WHERE s.messageId = m.id) AS segments FROM Message m WHERE m.key = ?',
  )
  const inThread = sql.prepare<Pick<MessageRow, 'id'>>('SELECT id FROM Message WHERE id = ? AND threadId = ?')
  // Only what an agent uploaded, or what was said in this thread, may be sent to its customer.
  const file = sql.prepare<Columns<FileRow, typeof FACTS>>(
    `SELECT ${FACTS} FROM File f LEFT JOIN Message m ON m.id = f.messageId
     WHERE f.id = ?1 AND f.state = 'stored' AND (f.owner LIKE 'agent:%' OR m.threadId = ?2)`,
  )

  /** The facts of a file are ours, whatever the client says. */
  const withFiles = (content: Content, threadId: number): Content =>
    content.map((part, index) => {
      if (!isMedia(part)) return part
      const row = file.get(part.file, threadId)
      if (!row) throw new DeskError('unknown-file', 422, 'There is no such file.', { part: index })
      const facts = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
      return { ...part, ...facts, mime: row.mime, bytes: row.bytes }
    })

  function replyTarget(conversation: Conversation, replyTo: number | undefined): number | null {
    if (replyTo === undefined) return null
    if (!inThread.get(replyTo, conversation.threadId)) throw notFound('message')
    return replyTo
  }

  const destinationOf = ({ threadId, channelId, surface }: Conversation) => ({ id: threadId, channelId, surface })

  return {
    reply: (agent, conversationId, draft) =>
      commit(() => {
        const said = byKey.get(keyOf(conversationId, draft.key))
        if (said) return { messageId: said.id, plan: { segments: said.segments, losses: [] } }
        let conversation = conversations.get(conversationId)
        // Who answers has taken it up again.
        if (conversation.status === 'snoozed' && rights.has(conversation, agent))
          conversation = conversations.move(conversation, 'claim', `agent:${agent.id}`)
        rights.mine(conversation, agent)
        const content = withFiles(clean(draft.content), conversation.threadId)
        const plan = planned(outbox.plan(destinationOf(conversation), content))
        const { id } = append(
          conversation,
          {
            direction: 'out',
            author: { kind: 'agent', id: agent.id, name: agent.name },
            content,
            at: clock.now(),
            state: 'queued',
            key: draft.key,
            replyToId: replyTarget(conversation, draft.replyTo),
          },
          `agent:${agent.id}`,
        )
        outbox.add(id, destinationOf(conversation), plan)
        return { messageId: id, plan: { segments: plan.segments.length, losses: plan.losses } }
      }),
    note: (agent, conversationId, draft) =>
      commit(() => {
        const said = byKey.get(keyOf(conversationId, draft.key))
        if (said) return said.id
        const conversation = conversations.get(conversationId)
        const content = withFiles(clean(draft.content), conversation.threadId)
        const author = { kind: 'agent', id: agent.id, name: agent.name } as const
        return append(
          conversation,
          { direction: 'note', author, content, at: clock.now(), state: 'sent', key: draft.key },
          `agent:${agent.id}`,
        ).id
      }),
    preview(conversationId, content) {
      const conversation = conversations.get(conversationId)
      return outbox.plan(destinationOf(conversation), withFiles(clean(content), conversation.threadId))
    },
  }
}
