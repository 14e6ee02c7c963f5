import type { Action, Priority } from '../../model/states.ts'
import type { Acting } from '../web/roles.ts'
import { atLeast } from '../web/roles.ts'
import { DeskError, forbidden, notFound } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { QueueRoom } from '../routing/queue.ts'
import type { Farewell } from '../replies/farewell.ts'
import type { Conversation, Conversations, Move } from './store.ts'
import type { Wake } from './snooze.ts'

/** What agents do with a conversation besides writing. Each is one transaction; all throw 409 with the present owner. */
export interface Handling {
  claim(agent: Acting, id: number): Promise<void>
  assign(agent: Acting, id: number, to: string): Promise<void>
  transfer(agent: Acting, id: number, queueId: number): Promise<void>
  release(agent: Acting, id: number): Promise<void>
  /** `until` in ms. */
  snooze(agent: Acting, id: number, until: number): Promise<void>
  resolve(agent: Acting, id: number): Promise<void>
  /** Back to work: to the agent where there is room, otherwise to the queue. */
  reopen(agent: Acting, id: number): Promise<void>
  prioritise(agent: Acting, id: number, priority: Priority): Promise<void>
  read(id: number): Promise<void>
  /** Takes the next one of the agent's queues, or of this queue; null when nobody waits. */
  next(agent: Acting, queueId: number | undefined): Promise<number | null>
}

export function createHandling(
  { sql, clock, commit }: Kit,
  rooms: { conversations: Conversations; queue: QueueRoom; log: LogRoom; jobs: JobsRoom; wake: Wake; farewell: Farewell },
): Handling {
  const { conversations, queue, log, jobs } = rooms
  const agentState = sql.prepare<{ presence: string; disabled: number }>('SELECT presence, disabled FROM Agent WHERE id = ?')
  const queueExists = sql.prepare<{ id: number }>('SELECT id FROM Queue WHERE id = ? AND archivedAt IS NULL')
  const markRead = sql.prepare('UPDATE Conversation SET unread = 0, readSeq = lastSeq WHERE id = ? AND unread > 0')

  const actor = (agent: Acting): Actor => `agent:${agent.id}`

  function conflict(conversation: Conversation): DeskError {
    return new DeskError('not-yours', 409, 'The conversation is not yours.', {
      state: conversation.status,
      owner: conversations.owner(conversation),
    })
  }

  /** One's own, or anybody's for a supervisor. */
  function mine(conversation: Conversation, agent: Acting): void {
    if (conversation.agentId === agent.id || atLeast(agent.role, 'supervisor')) return
    throw conflict(conversation)
  }

  function available(agentId: string): void {
    const state = agentState.get(agentId)
    if (!state || state.disabled === 1) throw notFound('agent')
    if (state.presence !== 'available') throw new DeskError('not-available', 409, 'Set your presence to available to take conversations.')
  }

  function move(agent: Acting, conversation: Conversation, action: Action, change: Move): void {
    const next = conversations.move(conversation, action, { ...change, by: agent.id })
    if (next.resolvedAt !== null) rooms.farewell(conversation.id, conversation.channelId, next.resolvedAt)
    if (conversation.status === 'snoozed') jobs.cancel('unsnooze', String(conversation.id))
    log.append({
      type: 'conversation.updated',
      actor: actor(agent),
      conversationId: conversation.id,
      data: { action, from: conversation.status, to: next.status },
    })
  }

  const act = (id: number, fn: (conversation: Conversation) => void): Promise<void> => commit(() => fn(conversations.get(id)))

  function take(agent: Acting, conversation: Conversation): void {
    if (conversation.status === 'active' && conversation.agentId === agent.id) return
    available(agent.id)
    if (conversation.status === 'active' || conversation.status === 'offered') throw conflict(conversation)
    if (conversation.status === 'snoozed' && conversation.agentId !== null && conversation.agentId !== agent.id)
      throw conflict(conversation)
    move(agent, conversation, 'claim', { agentId: agent.id })
  }

  jobs.handle('unsnooze', async ({ key }) => {
    await commit(() => {
      const conversation = conversations.get(Number(key))
      // Put off once more in this very moment, it sleeps on.
      if (conversation.snoozedUntil !== null && conversation.snoozedUntil <= clock.now()) rooms.wake(conversation, 'system')
    })
  })

  return {
    claim: (agent, id) => act(id, (conversation) => take(agent, conversation)),
    assign: (agent, id, to) =>
      act(id, (conversation) => {
        mine(conversation, agent)
        available(to)
        if (conversation.agentId === to && conversation.status === 'active') return
        move(agent, conversation, 'assign', { agentId: to })
      }),
    transfer: (agent, id, queueId) =>
      act(id, (conversation) => {
        mine(conversation, agent)
        if (!queueExists.get(queueId)) throw notFound('queue')
        move(agent, conversation, 'transfer', { queueId })
      }),
    release: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status === 'waiting') return
        mine(conversation, agent)
        move(agent, conversation, 'release', {})
      }),
    snooze: (agent, id, until) =>
      act(id, (conversation) => {
        mine(conversation, agent)
        if (until <= clock.now()) throw new DeskError('in-the-past', 422, 'Choose a time in the future.')
        move(agent, conversation, 'snooze', { snoozedUntil: until })
        jobs.cancel('unsnooze', String(id))
        jobs.schedule('unsnooze', String(id), until)
      }),
    resolve: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status === 'resolved') return
        mine(conversation, agent)
        move(agent, conversation, 'resolve', {})
      }),
    reopen: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status !== 'resolved') return
        const other = conversations.openIn(conversation.threadId)
        if (other)
          throw new DeskError('open-elsewhere', 409, 'The customer already has an open conversation.', { conversation: String(other.id) })
        move(agent, conversation, 'reopen', {})
        if (agentState.get(agent.id)?.presence !== 'available') return
        try {
          sql.transaction(() => take(agent, conversations.get(id)))
        } catch (error) {
          if (!(error instanceof DeskError)) throw error
        }
      }),
    prioritise: (agent, id, priority) =>
      act(id, (conversation) => {
        if (conversation.status === 'resolved') throw conflict(conversation)
        if (conversation.agentId !== null) mine(conversation, agent)
        if (conversation.priority === priority) return
        conversations.prioritise(conversation, priority)
        log.append({
          type: 'conversation.updated',
          actor: actor(agent),
          conversationId: id,
          data: { action: 'priority', from: conversation.priority, to: priority },
        })
      }),
    read: (id) =>
      commit(() => {
        if (markRead.run(id) > 0)
          log.append({ type: 'conversation.updated', actor: 'system', conversationId: id, data: { action: 'read' } })
      }),
    next: (agent, queueId) =>
      commit(() => {
        available(agent.id)
        const queues = queue.servedBy(agent.id)
        if (queueId !== undefined && !queues.includes(queueId)) throw forbidden()
        const firsts = (queueId === undefined ? queues : [queueId]).map((id) => queue.first(id)).filter((first) => first !== undefined)
        const best = firsts.sort((a, b) => a.rank - b.rank)[0]
        if (!best) return null
        take(agent, conversations.get(best.id))
        return best.id
      }),
  }
}
