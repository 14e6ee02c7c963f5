import type { SqlValue } from '../src/ports/sql.ts'
import { externalIdOf } from './payload.ts'

/** The bare transaction: what the desk's statements do for a word of somebody who has an open conversation, on the desk's own tables. */

export interface Update {
  update_id: number
  message: { message_id: number; from: { id: number; first_name: string }; chat: { id: number }; text: string; date: number }
}

type Row = Record<string, SqlValue>

/** An engine: a text comes back as something that can be run, and asked for its first row. */
export interface Engine {
  prepare(text: string): { get(...params: SqlValue[]): Row | undefined; run(...params: SqlValue[]): void }
}

const CHANNEL = 'bench-bench-bench-bench'
const NOW = 1_767_225_600_000

/** Somebody for each chat, whose conversation waits. */
export function seed({ prepare }: Engine, people: number): void {
  prepare(
    `INSERT INTO Channel (id, kind, name, state, credentials, settings, healthSince, createdAt) VALUES (?, 'telegram', 'Bench', 'live', x'00', '{}', ?2, ?2)`,
  ).run(CHANNEL, NOW)
  prepare(`INSERT INTO Queue (id, name, isDefault) VALUES (1, 'Everyone', 1)`).run()
  const contact = prepare('INSERT INTO Contact (id, name, createdAt, updatedAt) VALUES (?1, ?2, ?3, ?3)')
  const identity = prepare('INSERT INTO Identity (id, channelId, externalId, contactId, name, createdAt) VALUES (?1, ?2, ?3, ?1, ?4, ?5)')
  const thread = prepare(`INSERT INTO Thread (id, channelId, externalId, surface, contactId, createdAt) VALUES (?1, ?2, ?3, 'dm', ?1, ?4)`)
  const conversation = prepare(
    `INSERT INTO Conversation (id, threadId, openThreadId, channelId, contactId, surface, status, queueId, rank, startedAt, lastAt, queuedAt)
     VALUES (?1, ?1, ?1, ?2, ?1, 'dm', 'waiting', 1, ?3, ?3, ?3, ?3)`,
  )
  for (let chat = 0; chat < people; chat++) {
    const [id, externalId] = [chat + 1, String(externalIdOf(chat))]
    contact.run(id, `Person ${externalId}`, NOW)
    identity.run(id, CHANNEL, externalId, `Person ${externalId}`, NOW)
    thread.run(id, CHANNEL, externalId, NOW)
    conversation.run(id, CHANNEL, NOW)
  }
}

/** Stores one update: a statement for each thing that has to be known or written, and nothing remembered between two of them. */
export function createStore({ prepare }: Engine): (update: Update) => void {
  const inbound = prepare(
    'INSERT INTO Inbound (channelId, dedupeKey, at, raw) VALUES (?, ?, ?, NULL) ON CONFLICT (channelId, dedupeKey) DO NOTHING',
  )
  const who = prepare(
    'SELECT i.id, i.contactId, i.name, i.blockedAt, c.vip FROM Identity i JOIN Contact c ON c.id = i.contactId WHERE i.channelId = ? AND i.externalId = ?',
  )
  const where = prepare('SELECT id, channelId, externalId, surface, route, contactId FROM Thread WHERE channelId = ? AND externalId = ?')
  const known = prepare(
    `SELECT m.id, m.conversationId, m.threadId, m.direction, m.content, m.state, m.reactions FROM Message m WHERE m.externalId = ?1 AND m.threadId = ?2
     UNION ALL SELECT m.id, m.conversationId, m.threadId, m.direction, m.content, m.state, m.reactions
     FROM MessageRef r JOIN Message m ON m.id = r.messageId WHERE r.externalId = ?1 AND r.threadId = ?2 LIMIT 1`,
  )
  const open = prepare(
    `SELECT c.id, c.threadId, c.channelId, c.contactId, c.surface, c.status, c.priority, c.queueId, c.agentId, c.offerId, c.previousAgentId,
       c.weight, c.lastSeq, c.reopened, c.resolvedAt, c.startedAt, c.waitingSince, c.queuedAt, c.snoozedUntil, p.vip
     FROM Conversation c JOIN Contact p ON p.id = c.contactId WHERE c.openThreadId = ?`,
  )
  const message = prepare(
    `INSERT INTO Message (conversationId, threadId, seq, direction, authorKind, authorId, authorName, content, text, at, storedAt, state, key, replyToId, editedAt, externalId)
     VALUES (?, ?, ?, 'in', 'contact', ?, ?, ?, ?, ?, ?, 'received', NULL, NULL, NULL, ?) RETURNING id`,
  )
  const touched = prepare(
    `UPDATE Conversation SET lastSeq = ?, lastAt = max(lastAt, ?), preview = ?, unread = unread + 1, waitingSince = coalesce(waitingSince, ?) WHERE id = ?`,
  )
  const log = prepare(
    `INSERT INTO LogEntry (at, type, actor, conversationId, messageId, data) VALUES (?, 'message.created', ?, ?, ?, NULL)`,
  )

  return ({ update_id, message: { message_id, from, chat, text, date } }) => {
    const [now, at] = [Date.now(), date * 1000]
    inbound.run(CHANNEL, String(update_id), now)
    const contactId = who.get(CHANNEL, String(from.id))?.['contactId'] ?? 0
    const threadId = where.get(CHANNEL, String(chat.id))?.['id'] ?? 0
    if (known.get(String(message_id), threadId)) return
    const { id = 0, lastSeq = 0 } = open.get(threadId) ?? {}
    const seq = Number(lastSeq) + 1
    const content = JSON.stringify([{ type: 'text', text }])
    const stored =
      message.get(id, threadId, seq, String(contactId), from.first_name, content, text, at, now, String(message_id))?.['id'] ?? 0
    touched.run(seq, at, text, at, id)
    log.run(now, `contact:${String(contactId)}`, id, stored)
  }
}
