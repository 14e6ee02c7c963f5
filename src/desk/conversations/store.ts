import type { SurfaceKind } from '../../model/events.ts'
import { rank } from '../../model/rank.ts'
import type { Action, OwnerKind, Priority, Status } from '../../model/states.ts'
import { nextStatus, ownerKind } from '../../model/states.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'

/** What commands need to know of a conversation. */
export interface Conversation {
  id: number
  threadId: number
  channelId: string
  contactId: number
  surface: SurfaceKind
  status: Status
  priority: Priority
  queueId: number
  agentId: string | null
  offerId: number | null
  previousAgentId: string | null
  weight: number
  lastSeq: number
  reopened: number
  resolvedAt: number | null
  startedAt: number
  /** Since when the customer waits for an answer. */
  waitingSince: number | null
  /** Since when it counts as waiting in its queue, the last time it did. */
  queuedAt: number | null
  snoozedUntil: number | null
  vip: number
}

export interface Owner {
  kind: OwnerKind
  id?: string
  name?: string
}

/** Where the conversation goes with an action. Fields that are absent keep their value. */
export interface Move {
  agentId?: string | null
  queueId?: number
  offerId?: number | null
  priority?: Priority
  snoozedUntil?: number | null
  by?: string
}

export interface Conversations {
  /** Throws `not-found`. */
  get(id: number): Conversation
  openIn(threadId: number): Conversation | undefined
  lastIn(threadId: number): Conversation | undefined
  /** A new conversation, waiting in a queue; or with nobody but ourselves in it (`bot`), until the customer says something. */
  start(of: {
    status?: 'waiting' | 'bot'
    threadId: number
    channelId: string
    contactId: number
    surface: SurfaceKind
    queueId: number
    vip: boolean
    at: number
  }): Conversation
  /**
   * The only place where a conversation changes hands: status, owner, rank and the agents' loads in one go.
   * Throws `wrong-state` when the state machine does not allow it and `over-capacity` when the new owner has no room.
   */
  move(conversation: Conversation, action: Action, move?: Move): Conversation
  /** Changes how urgent it is; a waiting one moves in its queue, without losing its age. */
  prioritise(conversation: Conversation, priority: Priority): void
  /** A message was added: its number, its time, what to show of it. */
  touched(conversation: Conversation, by: 'contact' | 'us' | 'note', at: number, preview: string): void
  owner(conversation: Pick<Conversation, 'status' | 'agentId' | 'offerId' | 'queueId'>): Owner
}

const COLUMNS = `c.id, c.threadId, c.channelId, c.contactId, c.surface, c.status, c.priority, c.queueId, c.agentId, c.offerId, c.previousAgentId,
  c.weight, c.lastSeq, c.reopened, c.resolvedAt, c.startedAt, c.waitingSince, c.queuedAt, c.snoozedUntil`
const SELECT = `SELECT ${COLUMNS}, p.vip FROM Conversation c JOIN Contact p ON p.id = c.contactId`
const PREVIEW = 160

export function createConversations({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): Conversations {
  const byId = sql.prepare<Conversation>(`${SELECT} WHERE c.id = ?`)
  const open = sql.prepare<Conversation>(`${SELECT} WHERE c.openThreadId = ?`)
  const last = sql.prepare<Conversation>(`${SELECT} WHERE c.threadId = ? ORDER BY c.id DESC LIMIT 1`)
  const insert = sql.prepare<{ id: number }>(
    `INSERT INTO Conversation (threadId, openThreadId, channelId, contactId, surface, status, queueId, rank, startedAt, lastAt, queuedAt)
     VALUES (?1, ?1, ?2, ?3, ?4, ?8, ?5, ?6, ?7, ?7, ?9) RETURNING id`,
  )
  const update = sql.prepare(
    `UPDATE Conversation SET status = ?, agentId = ?, offerId = ?, queueId = ?, priority = ?, rank = ?, queuedAt = coalesce(?, queuedAt),
       openThreadId = ?, resolvedAt = ?, resolvedBy = ?, snoozedUntil = ?, previousAgentId = ?, reopened = ?, waitingSince = ? WHERE id = ?`,
  )
  const setPriority = sql.prepare('UPDATE Conversation SET priority = ?, rank = ? WHERE id = ?')
  const fromContact = sql.prepare(
    `UPDATE Conversation SET lastSeq = ?, lastAt = max(lastAt, ?), preview = ?, unread = unread + 1, waitingSince = coalesce(waitingSince, ?) WHERE id = ?`,
  )
  const fromUs = sql.prepare(
    `UPDATE Conversation SET lastSeq = ?1, lastAt = max(lastAt, ?2), preview = ?3, unread = 0, readSeq = ?1, waitingSince = NULL, firstReplyAt = coalesce(firstReplyAt, ?2) WHERE id = ?4`,
  )
  const note = sql.prepare('UPDATE Conversation SET lastSeq = ? WHERE id = ?')
  const leave = sql.prepare(
    'UPDATE Agent SET load = load - ?1, idleSince = CASE WHEN load - ?1 <= 0 THEN ?2 ELSE idleSince END WHERE id = ?3',
  )
  const take = sql.prepare('UPDATE Agent SET load = load + ?1, idleSince = NULL WHERE id = ?2 AND load + ?1 <= capacity AND disabled = 0')
  const agentName = sql.prepare<{ name: string }>('SELECT name FROM Agent WHERE id = ?')
  const queueName = sql.prepare<{ name: string }>('SELECT name FROM Queue WHERE id = ?')
  const offerAgent = sql.prepare<{ id: string; name: string }>(
    'SELECT a.id, a.name FROM Offer o JOIN Agent a ON a.id = o.agentId WHERE o.id = ?',
  )

  function owner({ status, agentId, offerId, queueId }: Pick<Conversation, 'status' | 'agentId' | 'offerId' | 'queueId'>): Owner {
    const kind = ownerKind(status, agentId)
    if (kind === 'agent' && agentId !== null) return { kind, id: agentId, name: agentName.get(agentId)?.name ?? '' }
    if (kind === 'offer' && offerId !== null) return { kind, ...offerAgent.get(offerId) }
    if (kind === 'queue') return { kind, id: String(queueId), name: queueName.get(queueId)?.name ?? '' }
    return { kind }
  }

  /** Whose load it counts for: an agent's while active or offered. */
  const holder = (status: Status, agentId: string | null, offerId: number | null): string | null =>
    status === 'active' ? agentId : status === 'offered' && offerId !== null ? (offerAgent.get(offerId)?.id ?? null) : null

  return {
    get(id) {
      const conversation = byId.get(id)
      if (!conversation) throw notFound('conversation')
      return conversation
    },
    openIn: (threadId) => open.get(threadId),
    lastIn: (threadId) => last.get(threadId),
    start({ threadId, channelId, contactId, surface, queueId, vip, at, status = 'waiting' }) {
      const queuedAt = status === 'waiting' ? at : null
      const place = queuedAt === null ? null : rank({ queuedAt, priority: 'normal', reopened: false, vip })
      const row = insert.get(threadId, channelId, contactId, surface, queueId, place, at, status, queuedAt)
      return {
        id: row?.id ?? 0,
        threadId,
        channelId,
        contactId,
        surface,
        status,
        priority: 'normal',
        queueId,
        agentId: null,
        offerId: null,
        previousAgentId: null,
        weight: 1,
        lastSeq: 0,
        reopened: 0,
        resolvedAt: null,
        startedAt: at,
        waitingSince: null,
        queuedAt,
        snoozedUntil: null,
        vip: vip ? 1 : 0,
      }
    },
    move(conversation, action, move = {}) {
      const status = nextStatus(conversation.status, action)
      if (!status) {
        throw new DeskError('wrong-state', 409, `A conversation that is ${conversation.status} cannot ${action}.`, {
          state: conversation.status,
          owner: owner(conversation),
        })
      }
      const next: Conversation = {
        ...conversation,
        status,
        agentId: status === 'active' || status === 'snoozed' ? (move.agentId === undefined ? conversation.agentId : move.agentId) : null,
        offerId: status === 'offered' ? (move.offerId ?? null) : null,
        queueId: move.queueId ?? conversation.queueId,
        priority: move.priority ?? conversation.priority,
        previousAgentId: conversation.agentId ?? conversation.previousAgentId,
        reopened: conversation.reopened + (action === 'reopen' ? 1 : 0),
        resolvedAt: status === 'resolved' ? clock.now() : null,
        waitingSince: status === 'resolved' ? null : conversation.waitingSince,
        snoozedUntil: status === 'snoozed' ? (move.snoozedUntil ?? null) : null,
      }
      const [from, to] = [
        holder(conversation.status, conversation.agentId, conversation.offerId),
        holder(next.status, next.agentId, next.offerId),
      ]
      if (from !== to) {
        if (from !== null) leave.run(conversation.weight, clock.now(), from)
        if (to !== null && take.run(conversation.weight, to) === 0) {
          throw new DeskError('over-capacity', 409, 'The agent has no room for another conversation.', { owner: owner(conversation) })
        }
      }
      const since = conversation.status === 'waiting' ? conversation.queuedAt : null
      const queuedAt = status === 'waiting' ? (next.waitingSince ?? since ?? clock.now()) : null
      next.queuedAt = queuedAt ?? conversation.queuedAt
      const place = queuedAt === null ? null : rank({ queuedAt, priority: next.priority, reopened: next.reopened > 0, vip: next.vip === 1 })
      update.run(
        status,
        next.agentId,
        next.offerId,
        next.queueId,
        next.priority,
        place,
        queuedAt,
        status === 'resolved' ? null : conversation.threadId,
        next.resolvedAt,
        status === 'resolved' ? (move.by ?? null) : null,
        next.snoozedUntil,
        next.previousAgentId,
        next.reopened,
        next.waitingSince,
        conversation.id,
      )
      return next
    },
    prioritise(conversation, priority) {
      const place =
        conversation.status === 'waiting'
          ? rank({
              queuedAt: conversation.queuedAt ?? clock.now(),
              priority,
              reopened: conversation.reopened > 0,
              vip: conversation.vip === 1,
            })
          : null
      setPriority.run(priority, place, conversation.id)
    },
    touched(conversation, by, at, preview) {
      conversation.lastSeq += 1
      const line = preview.length > PREVIEW ? `${preview.slice(0, PREVIEW).toWellFormed()}…` : preview
      if (by === 'contact') fromContact.run(conversation.lastSeq, at, line, at, conversation.id)
      else if (by === 'us') fromUs.run(conversation.lastSeq, at, line, conversation.id)
      else note.run(conversation.lastSeq, conversation.id)
    },
    owner,
  }
}
