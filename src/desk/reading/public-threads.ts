import type { ConversationRow, MessageRow, ThreadRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Content, MediaPart } from '../../model/content.ts'
import { isMedia } from '../../model/content.ts'
import { iso } from '../web/iso.ts'
import type { Kit } from '../kit.ts'
import type { PublicMedia, PublicMessage, PublicPage, PublicPart } from '../web/visitor-wire.ts'

/** What a visitor may see of their thread: what was said to them and by them. No notes, nothing that is not sent yet. */
export interface PublicThreads {
  find(channelId: string, visitor: string): number | undefined
  /** Newest last. */
  page(threadId: number, position: { before?: number | undefined; after?: number | undefined }): PublicPage
  /** A message as its visitor sees it, and whose it is; undefined where there is nothing for them to see. */
  message(id: number): { channelId: string; visitor: string; message: PublicMessage } | undefined
  unread(threadId: number): number
  /** Up to here somebody has read what the visitor wrote. */
  readSeq(threadId: number): number
  /** Whether the file is part of what the visitor may see. */
  hasFile(threadId: number, file: string): boolean
}

const PAGE = 30

const SAID = 'm.id, m.direction, m.authorKind, m.authorName, m.content, m.at, m.editedAt, m.recalledAt'

/** `missing`: files of it that have no bytes. */
type Row = Columns<MessageRow, typeof SAID> & { ref: string | null; missing: string }

const COLUMNS = `${SAID}, m.externalId AS ref,
  (SELECT json_group_array(f.id) FROM File f WHERE f.messageId = m.id AND f.state <> 'stored') AS missing`
const VISIBLE = `(m.direction = 'in' OR m.direction = 'out' AND m.state IN ('sent', 'delivered', 'read'))`

/** A page of a thread over all its conversations: of each at most a page is looked at, along its own index. */
const pageSql = (beyond: string, order: 'ASC' | 'DESC'): string => `
  SELECT ${COLUMNS} FROM Conversation c JOIN Message m ON m.id IN (
    SELECT m.id FROM Message m WHERE m.conversationId = c.id AND ${beyond} AND ${VISIBLE} ORDER BY m.seq ${order} LIMIT ?3)
  WHERE c.threadId = ?1 ORDER BY m.id ${order} LIMIT ?3`

/** Thread, position, limit. */
export const OLDER = pageSql('m.id < ?2', 'DESC')
export const NEWER = pageSql('m.id > ?2', 'ASC')

export function createPublicThreads({ sql }: Pick<Kit, 'sql'>): PublicThreads {
  const find = sql.prepare<Pick<ThreadRow, 'id'>>('SELECT id FROM Thread WHERE channelId = ? AND externalId = ?')
  const older = sql.prepare<Row>(OLDER)
  const newer = sql.prepare<Row>(NEWER)
  const one = sql.prepare<Row & Pick<ThreadRow, 'channelId' | 'externalId'>>(
    `SELECT ${COLUMNS}, t.channelId, t.externalId FROM Message m JOIN Thread t ON t.id = m.threadId WHERE m.id = ? AND ${VISIBLE}`,
  )
  const last = sql.prepare<Pick<ConversationRow, 'id' | 'readSeq'>>(
    'SELECT id, readSeq FROM Conversation WHERE threadId = ? ORDER BY id DESC LIMIT 1',
  )
  const unread = sql.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM Message WHERE conversationId = ? AND direction = 'out' AND state IN ('sent', 'delivered')",
  )
  const read = sql.prepare<Pick<MessageRow, 'id'>>('SELECT id FROM Message WHERE conversationId = ? AND seq <= ? ORDER BY seq DESC LIMIT 1')
  const begin = sql.prepare<Pick<MessageRow, 'id'>>('SELECT id FROM Message WHERE conversationId = ? ORDER BY seq LIMIT 1')
  const fileMessage = sql.prepare<Pick<MessageRow, 'id'>>(
    `SELECT m.id FROM File f JOIN Message m ON m.id = f.messageId WHERE f.id = ? AND m.threadId = ? AND ${VISIBLE} AND m.recalledAt IS NULL`,
  )
  // An agent's file may have been sent to several people; the row knows the first.
  const mentions = sql.prepare<Pick<MessageRow, 'id'>>(
    `SELECT m.id FROM Conversation c JOIN Message m ON m.conversationId = c.id
     WHERE c.threadId = ? AND instr(m.content, ?) > 0 AND ${VISIBLE} AND m.recalledAt IS NULL LIMIT 1`,
  )

  return {
    find: (channelId, visitor) => find.get(channelId, visitor)?.id,
    page(threadId, { before = Number.MAX_SAFE_INTEGER, after }) {
      const rows = after === undefined ? older.all(threadId, before, PAGE + 1) : newer.all(threadId, after, PAGE + 1)
      const kept = rows.slice(0, PAGE).map(publicMessage)
      return { messages: after === undefined ? kept.toReversed() : kept, more: rows.length > PAGE }
    },
    message(id) {
      const row = one.get(id)
      return row && { channelId: row.channelId, visitor: row.externalId, message: publicMessage(row) }
    },
    unread(threadId) {
      const conversation = last.get(threadId)
      return conversation ? (unread.get(conversation.id)?.n ?? 0) : 0
    },
    readSeq(threadId) {
      const conversation = last.get(threadId)
      if (!conversation) return 0
      // Nothing read in this one: all that came before it is settled.
      return read.get(conversation.id, conversation.readSeq)?.id ?? (begin.get(conversation.id)?.id ?? 1) - 1
    },
    hasFile: (threadId, file) => (fileMessage.get(file, threadId) ?? mentions.get(threadId, JSON.stringify(file))) !== undefined,
  }
}

function publicMessage(row: Row): PublicMessage {
  const { id, direction, authorKind, authorName, ref } = row
  const missing = JSON.parse(row.missing) as string[]
  const mine = direction === 'in'
  return {
    id: String(id),
    seq: id,
    ...(ref !== null && (mine ? { ref, key: ref } : { ref })),
    from: authorKind === 'contact' ? 'visitor' : authorKind,
    ...(!mine && authorName !== null && { name: authorName }),
    at: iso(row.at),
    parts: row.recalledAt === null ? (JSON.parse(row.content) as Content).map((part) => publicPart(part, missing)) : [],
    ...(row.editedAt !== null && { edited: true as const }),
    ...(row.recalledAt !== null && { recalled: true as const }),
  }
}

const publicPart = (part: Content[number], missing: string[]): PublicPart =>
  isMedia(part) ? publicMedia(part, missing.includes(part.file)) : part

/** Marks of captions and transcripts stay inside: the widget does not show them. */
function publicMedia({ type, file, name, mime, bytes, width, height, seconds, caption }: MediaPart, missing: boolean): PublicMedia {
  return {
    type,
    file: missing ? null : file,
    mime,
    bytes,
    ...(name !== undefined && { name }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(seconds !== undefined && { seconds }),
    ...(caption !== undefined && { caption }),
  }
}
