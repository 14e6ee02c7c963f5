import type { ThreadRow } from '../../../prisma/rows.ts'
import type { LiveSocket } from '../../ports/live.ts'
import type { Kit } from '../kit.ts'
import { ENTRY_COLUMNS, type Entry, type LogRoom } from '../log/log.ts'
import { type VisitorSockets, send } from '../web/visitor-sockets.ts'
import type { PublicFrame } from '../web/visitor-wire.ts'
import type { PublicThreads } from '../reading/public-threads.ts'

/** The reader of the log that tells visitors what concerns them, as it happens. */
export interface VisitorFeed {
  /** After a commit: sends what is new. Cheap when nobody listens. */
  publish(): void
  opened(socket: LiveSocket): void
  said(socket: LiveSocket, text: string): void
}

/** Further back than this in the log of all, a widget starts afresh: a session is cheaper. It asked for one a moment ago. */
const CATCH_UP = 20_000
const BATCH = 500

interface Told {
  channelId: string
  visitor: string
  frame: PublicFrame
}

export function createVisitorFeed(
  { sql }: Pick<Kit, 'sql'>,
  { log, threads, sockets }: { log: LogRoom; threads: PublicThreads; sockets: VisitorSockets },
): VisitorFeed {
  const threadOf = sql.prepare<Pick<ThreadRow, 'id' | 'channelId'> & { visitor: string }>(
    'SELECT t.id, t.channelId, t.externalId AS visitor FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE c.id = ?',
  )
  const ofThread = sql.prepare<Entry>(
    `SELECT ${ENTRY_COLUMNS} FROM LogEntry
     WHERE seq > ?2 AND seq <= ?3 AND conversationId IN (SELECT c.id FROM Conversation c WHERE c.threadId = ?1) ORDER BY seq`,
  )
  let published = log.last()

  /** What an entry means to the visitor it is about, if anything. */
  function told({ seq, type, conversationId, messageId, data }: Entry): Told[] {
    if (messageId !== null) {
      const found = threads.message(messageId)
      if (!found) return []
      const { message, ...whose } = found
      const mine: Told = { ...whose, frame: { type: 'message', cursor: seq, message } }
      // Who answers has read.
      return message.from === 'agent' && conversationId !== null ? [...read(seq, conversationId), mine] : [mine]
    }
    const isRead = type === 'conversation.updated' && data !== null && (JSON.parse(data) as { action?: string }).action === 'read'
    return isRead && conversationId !== null ? read(seq, conversationId) : []
  }

  function read(cursor: number, conversationId: number): Told[] {
    const thread = threadOf.get(conversationId)
    if (!thread) return []
    const { id, ...whose } = thread
    return [{ ...whose, frame: { type: 'read', cursor, seq: threads.readSeq(id) } }]
  }

  return {
    publish() {
      if (sockets.empty()) {
        published = log.last()
        return
      }
      for (let entries = log.after(published, BATCH); entries.length > 0; entries = log.after(published, BATCH)) {
        for (const entry of entries) {
          for (const { channelId, visitor, frame } of told(entry)) sockets.tell(channelId, visitor, frame)
          published = entry.seq
        }
      }
    },
    opened(socket) {
      if (socket.session.kind !== 'visitor') return
      const { channelId, externalId, after } = socket.session
      sockets.add(socket)?.close(1008, 'too many')
      if (after > log.last() || published - after > CATCH_UP || after + 1 < log.first()) return send(socket, { type: 'resync' })
      const thread = threads.find(channelId, externalId)
      const entries = thread === undefined ? [] : ofThread.all(thread, after, published)
      for (const entry of entries) for (const { frame } of told(entry)) send(socket, frame)
      send(socket, { type: 'pong' })
    },
    said: (socket) => send(socket, { type: 'pong' }),
  }
}
