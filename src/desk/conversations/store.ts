import type { ConversationRow, MessageRow } from '../../../prisma/rows.ts'
import type { SurfaceKind } from '../../model/events.ts'
import type { Priority } from '../../model/states.ts'
import { notFound } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { CONVERSATION_SELECT, type Conversation, rankOf } from './conversation.ts'
import type { Waits } from './effects.ts'
import type { MoveConversation } from './move.ts'
import type { OpenCases } from './open-cases.ts'
import type { OwnerOf } from './owner.ts'

export type { Conversation } from './conversation.ts'

export interface NewConversation {
  /** Waiting in its queue unless nobody but ourselves is in it (`bot`), until the customer says something. */
  status?: 'waiting' | 'bot'
  threadId: number
  channelId: string
  contactId: number
  surface: SurfaceKind
  queueId: number
  vip: boolean
  /** How much of an agent's capacity it takes. */
  weight?: number
  /** ms */
  at: number
}

/** Cases. Writes stand inside a transaction. */
export interface Conversations {
  /** Throws `not-found`. */
  get(id: number): Conversation
  openIn(threadId: number): Conversation | undefined
  lastIn(threadId: number): Conversation | undefined
  start(of: NewConversation, actor: Actor): Conversation
  move: MoveConversation
  /** Who may be given one that waits is another now. */
  place(conversation: Conversation): void
  /** Changes how urgent it is; a waiting one moves in its queue, without losing its age. */
  prioritise(conversation: Conversation, priority: Priority, actor: Actor): void
  /** What the link carried that led the customer here, told when it is another; empty: they opened the chat without one. */
  enter(id: number, entry: string, actor: Actor): void
  /** Whether it weighs nothing for its agent. */
  sleep(conversation: Conversation, dormant: boolean): void
  /** A message was added: its number, its time, what to show of it. */
  touched(conversation: Conversation, by: 'contact' | 'us' | 'note', at: number, preview: string): void
  /** A message was taken back or says something else: what is shown of the conversation is read again. */
  reread(id: number): void
  /** False: there was nothing unread. */
  markRead(id: number): boolean
  /** The thread's cases are another contact's from now on. */
  follow(threadId: number, contactId: number): void
  owner: OwnerOf
}

/** What counts of a conversation that begins. */
const FRESH = {
  priority: 'normal',
  agentId: null,
  offerId: null,
  previousAgentId: null,
  weight: 1,
  lastSeq: 0,
  reopened: 0,
  resolvedAt: null,
  waitingSince: null,
  snoozedUntil: null,
  dormant: 0,
  vip: 0,
} as const

const PREVIEW = 160
const lineOf = (text: string): string => (text.length > PREVIEW ? `${text.slice(0, PREVIEW).toWellFormed()}…` : text)

export function createConversations(
  { sql, clock, remembered }: Pick<Kit, 'sql' | 'clock' | 'remembered'>,
  rooms: { log: LogRoom; open: OpenCases; move: MoveConversation; ownerOf: OwnerOf; waits: Waits; ranked: (id: number) => void },
): Conversations {
  const { log, open, move, ownerOf, waits, ranked } = rooms
  const byId = sql.prepare<Conversation>(`${CONVERSATION_SELECT} WHERE c.id = ?`)
  const openIn = sql.prepare<Conversation>(`${CONVERSATION_SELECT} WHERE c.openThreadId = ?`)
  const last = sql.prepare<Conversation>(`${CONVERSATION_SELECT} WHERE c.threadId = ? ORDER BY c.id DESC LIMIT 1`)
  const insert = sql.prepare<Pick<ConversationRow, 'id'>>(
    `INSERT INTO Conversation (threadId, openThreadId, channelId, contactId, surface, status, queueId, weight, rank, startedAt, lastAt, queuedAt, lane)
     VALUES (:threadId, :threadId, :channelId, :contactId, :surface, :status, :queueId, :weight, :rank, :at, :at, :queuedAt, :lane) RETURNING id`,
  )
  const enter = sql.prepare('UPDATE Conversation SET entry = ?1 WHERE id = ?2 AND entry IS NOT ?1')
  const setLane = sql.prepare('UPDATE Conversation SET lane = ? WHERE id = ?')
  const setDormant = sql.prepare('UPDATE Conversation SET dormant = ? WHERE id = ?')
  const setPriority = sql.prepare('UPDATE Conversation SET priority = ?, rank = ? WHERE id = ?')
  const fromContact = sql.prepare(
    `UPDATE Conversation SET lastSeq = ?, lastAt = max(lastAt, ?), preview = ?, unread = unread + 1, waitingSince = coalesce(waitingSince, ?) WHERE id = ?`,
  )
  const fromUs = sql.prepare(
    `UPDATE Conversation SET lastSeq = ?1, lastAt = max(lastAt, ?2), preview = ?3, unread = 0, readSeq = ?1, waitingSince = NULL, firstReplyAt = coalesce(firstReplyAt, ?2) WHERE id = ?4`,
  )
  const note = sql.prepare('UPDATE Conversation SET lastSeq = ? WHERE id = ?')
  const markRead = sql.prepare('UPDATE Conversation SET unread = 0, readSeq = lastSeq WHERE id = ? AND unread > 0')
  const newest = sql.prepare<Pick<MessageRow, 'text'>>(
    `SELECT text FROM Message WHERE conversationId = ? AND direction <> 'note' AND authorKind <> 'system' AND recalledAt IS NULL
     ORDER BY seq DESC LIMIT 1`,
  )
  const setPreview = sql.prepare('UPDATE Conversation SET preview = ? WHERE id = ?')
  const follow = sql.prepare('UPDATE Conversation SET contactId = ? WHERE threadId = ?')

  function place(conversation: Conversation): void {
    setLane.run(waits.lane(conversation), conversation.id)
    waits.begun(conversation)
  }

  function get(id: number): Conversation {
    const conversation = byId.get(id)
    if (!conversation) throw notFound('conversation')
    return conversation
  }

  return {
    get,
    openIn(threadId) {
      const hit = open.get(threadId)
      if (hit) return hit
      const row = openIn.get(threadId)
      return row && open.keep(threadId, row)
    },
    lastIn: (threadId) => last.get(threadId),
    start({ threadId, channelId, contactId, surface, queueId, vip, at, weight = 1, status = 'waiting' }, actor) {
      const queuedAt = status === 'waiting' ? at : null
      const rank = queuedAt === null ? null : rankOf(queuedAt, { priority: 'normal', reopened: 0, vip: vip ? 1 : 0 })
      const begins = { ...FRESH, threadId, channelId, contactId, surface, status, queueId, weight, queuedAt, startedAt: at }
      const lane = rank === null ? null : waits.lane(begins)
      const id = insert.get({ threadId, channelId, contactId, surface, status, queueId, weight, rank, at, queuedAt, lane })?.id ?? 0
      log.append({ type: 'conversation.created', actor, conversationId: id })
      const conversation = open.keep(threadId, get(id))
      if (status === 'waiting') waits.begun(conversation)
      return conversation
    },
    move,
    place,
    prioritise(conversation, priority, actor) {
      const { id, status, queuedAt } = conversation
      const rank = status === 'waiting' ? rankOf(queuedAt ?? clock.now(), { ...conversation, priority }) : null
      setPriority.run(priority, rank, id)
      ranked(id)
      open.drop(conversation.threadId)
      const data = { action: 'priority', from: conversation.priority, to: priority, after: conversation.lastSeq }
      log.append({ type: 'conversation.updated', actor, conversationId: id, data })
      if (status === 'waiting') place({ ...conversation, priority })
    },
    enter(id, entry, actor) {
      if (enter.run(entry, id) > 0)
        log.append({ type: 'conversation.updated', actor, conversationId: id, data: { action: 'entered', entry } })
    },
    sleep(conversation, dormant) {
      setDormant.run(dormant ? 1 : 0, conversation.id)
      open.drop(conversation.threadId)
      log.append({
        type: 'conversation.updated',
        actor: 'system',
        conversationId: conversation.id,
        data: { action: dormant ? 'dormant' : 'awake' },
      })
    },
    touched(conversation, by, at, preview) {
      conversation.lastSeq += 1
      if (by === 'contact') conversation.waitingSince ??= at
      else if (by === 'us') conversation.waitingSince = null
      if (open.get(conversation.threadId) !== conversation) open.drop(conversation.threadId)
      const line = lineOf(preview)
      if (by === 'contact') fromContact.run(conversation.lastSeq, at, line, at, conversation.id)
      else if (by === 'us') fromUs.run(conversation.lastSeq, at, line, conversation.id)
      else note.run(conversation.lastSeq, conversation.id)
    },
    reread(id) {
      const said = newest.get(id)
      setPreview.run(said ? lineOf(said.text) : null, id)
    },
    markRead: (id) => markRead.run(id) > 0,
    follow(threadId, contactId) {
      remembered.forget()
      follow.run(contactId, threadId)
    },
    owner: ownerOf,
  }
}
