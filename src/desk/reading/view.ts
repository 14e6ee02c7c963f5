import type { ChannelRow, ConversationRow as Conversation, MessageRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { z } from '@hono/zod-openapi'
import type { Content } from '../../model/content.ts'
import { isMedia } from '../../model/content.ts'
import { ownerKind } from '../../model/states.ts'
import type * as schemas from '../web/schemas.ts'
import { iso, isoOrNull } from '../web/iso.ts'
import type { Reaction } from '../timeline/messages.ts'
import { PLACES, placesOf } from './views.ts'

export type ConversationView = z.infer<typeof schemas.conversation>
export type MessageView = z.infer<typeof schemas.message>

const COLUMNS = `c.id, c.threadId, c.channelId, c.contactId, c.surface, c.status, c.priority, c.queueId, c.agentId, c.offerId, c.preview, c.entry,
  c.unread, c.lastSeq, c.startedAt, c.lastAt, c.waitingSince, c.dueAt, c.snoozedUntil, c.resolvedAt, c.rank`

/** One row of a list: everything that an item shows, in one statement. */
export const CONVERSATION_SELECT = `SELECT ${COLUMNS},
  ch.kind, ch.name AS channelName, p.name AS contactName, q.name AS queueName, a.name AS agentName, oa.id AS offerAgentId, oa.name AS offerAgentName,
  t.title AS threadTitle, ${PLACES} AS places,
  EXISTS (SELECT 1 FROM Identity i WHERE i.contactId = c.contactId AND i.channelId = c.channelId AND i.blockedAt IS NOT NULL) AS blocked
  FROM Conversation c JOIN Channel ch ON ch.id = c.channelId JOIN Contact p ON p.id = c.contactId JOIN Queue q ON q.id = c.queueId
  JOIN Thread t ON t.id = c.threadId LEFT JOIN Agent a ON a.id = c.agentId LEFT JOIN Offer o ON o.id = c.offerId LEFT JOIN Agent oa ON oa.id = o.agentId`

export interface ConversationRow extends Columns<Conversation, typeof COLUMNS>, Pick<ChannelRow, 'kind'> {
  channelName: string
  contactName: string | null
  queueName: string
  agentName: string | null
  offerAgentId: string | null
  offerAgentName: string | null
  threadTitle: string | null
  places: string
  blocked: number
}

/** What is open to write in a thread: null where the platform sets no window. */
export interface WindowView {
  expiresAt: number
  left: number | null
}

export type WindowOf = (row: Pick<ConversationRow, 'channelId' | 'surface' | 'threadId'>) => WindowView | 'closed' | null

function ownerOf(row: ConversationRow): ConversationView['owner'] {
  const kind = ownerKind(row.status, row.agentId)
  if (kind === 'agent') return { kind, id: row.agentId ?? '', name: row.agentName ?? '' }
  if (kind === 'offer') return { kind, id: row.offerAgentId ?? '', name: row.offerAgentName ?? '' }
  if (kind === 'queue') return { kind, id: String(row.queueId), name: row.queueName }
  return { kind }
}

export function conversationView(row: ConversationRow, windowOf: WindowOf): ConversationView {
  const window = windowOf(row)
  return {
    id: String(row.id),
    number: row.id,
    channel: { id: row.channelId, kind: row.kind, name: row.channelName },
    contact: { id: String(row.contactId), name: row.contactName, blocked: row.blocked === 1 },
    thread: { id: String(row.threadId), title: row.threadTitle },
    surface: row.surface,
    status: row.status,
    priority: row.priority,
    owner: ownerOf(row),
    queue: { id: String(row.queueId), name: row.queueName },
    preview: row.preview,
    entry: row.entry,
    unread: row.unread,
    lastSeq: row.lastSeq,
    startedAt: iso(row.startedAt),
    lastAt: iso(row.lastAt),
    waitingSince: isoOrNull(row.waitingSince),
    dueAt: isoOrNull(row.dueAt),
    snoozedUntil: isoOrNull(row.snoozedUntil),
    resolvedAt: isoOrNull(row.resolvedAt),
    window: window === null || window === 'closed' ? null : { expiresAt: iso(window.expiresAt), left: window.left },
    canWrite: window !== 'closed',
    places: placesOf(row),
  }
}

const SAID = `m.id, m.conversationId, m.seq, m.direction, m.authorKind, m.authorId, m.authorName, m.content, m.text, m.at, m.state,
  m.errorCode, m.errorText, m.key, m.replyToId, m.editedAt, m.recalledAt, m.reactions`

export const MESSAGE_COLUMNS = `${SAID}, (SELECT r.score FROM Rating r WHERE r.messageId = m.id) AS rating,
  (SELECT json_group_array(json_array(f.id, f.state, f.bytes, f.mime)) FROM File f WHERE f.messageId = m.id) AS files`

export interface MessageViewRow extends Columns<MessageRow, typeof SAID> {
  files: string
  rating: number | null
}

type FileFacts = [id: string, state: string, bytes: number, mime: string]

export function messageView(row: MessageViewRow): MessageView {
  const files = JSON.parse(row.files) as FileFacts[]
  const facts = new Map(files.map((file) => [file[0], file]))
  const named = (state: string): string[] => files.filter((file) => file[1] === state).map(([id]) => id)
  const content = (JSON.parse(row.content) as Content).map((part) => {
    const file = isMedia(part) ? facts.get(part.file) : undefined
    return file ? { ...part, bytes: file[2], mime: file[3] } : part
  })
  return {
    id: String(row.id),
    conversationId: String(row.conversationId),
    seq: row.seq,
    direction: row.direction,
    author: {
      kind: row.authorKind,
      ...(row.authorId === null ? {} : { id: row.authorId }),
      ...(row.authorName === null ? {} : { name: row.authorName }),
    },
    content: content,
    text: row.text,
    at: iso(row.at),
    state: row.state,
    ...(row.errorCode === null ? {} : { error: { code: row.errorCode, text: row.errorText ?? '' } }),
    ...(row.key === null ? {} : { key: row.key.slice(row.key.indexOf(':') + 1) }),
    ...(row.editedAt === null ? {} : { edited: iso(row.editedAt) }),
    ...(row.recalledAt === null ? {} : { recalled: iso(row.recalledAt) }),
    reactions: row.reactions === null ? [] : (JSON.parse(row.reactions) as Reaction[]).map(({ emoji, by }) => ({ emoji, by })),
    ...(row.replyToId === null ? {} : { replyTo: String(row.replyToId) }),
    ...(row.rating === null ? {} : { rating: row.rating }),
    pendingFiles: named('pending'),
    failedFiles: [...named('failed'), ...named('gone')],
  }
}
