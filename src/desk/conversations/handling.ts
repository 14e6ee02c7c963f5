import type { Priority } from '../../model/states.ts'
import type { PresenceOf } from '../agents/presence.ts'
import { DeskError } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Acting } from '../web/roles.ts'
import type { Rights } from '../web/rights.ts'
import type { Conversation, Conversations } from './store.ts'

/** What agents do with a conversation besides writing. Each is one transaction; all throw 409 with the present owner. */
export interface Handling {
  claim(agent: Acting, id: number): Promise<void>
  assign(agent: Acting, id: number, to: string): Promise<void>
  release(agent: Acting, id: number): Promise<void>
  /** `until` in ms. */
  snooze(agent: Acting, id: number, until: number): Promise<void>
  resolve(agent: Acting, id: number): Promise<void>
  /** Back to work: to the agent where there is room, otherwise to the queue. */
  reopen(agent: Acting, id: number): Promise<void>
  prioritise(agent: Acting, id: number, priority: Priority): Promise<void>
  /** Marks it as read by us, which the customer may be told. Does nothing for who has not got it: they only look. */
  read(agent: Acting, id: number): Promise<void>
  /** The conversation becomes the agent's. Inside a transaction. */
  claimWithin(agent: Acting, conversation: Conversation): void
}

const actorOf = (agent: Acting): Actor => `agent:${agent.id}`

export function createHandling(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { conversations, rights, presence, log }: { conversations: Conversations; rights: Rights; presence: PresenceOf; log: LogRoom },
): Handling {
  const { move } = conversations
  const act = (id: number, fn: (conversation: Conversation) => void): Promise<void> => commit(() => fn(conversations.get(id)))

  function claimWithin(agent: Acting, conversation: Conversation): void {
    if (conversation.status === 'active' && rights.has(conversation, agent)) return
    const owner = conversations.owner(conversation)
    // What is offered to them waits for nothing else.
    if (owner.kind === 'offer' && owner.id === agent.id) return void move(conversation, 'accept', actorOf(agent), { agentId: agent.id })
    presence.demandAvailable(agent.id, { owner })
    rights.claims(conversation, agent)
    move(conversation, 'claim', actorOf(agent), { agentId: agent.id })
  }

  return {
    claimWithin,
    claim: (agent, id) => act(id, (conversation) => claimWithin(agent, conversation)),
    assign: (agent, id, to) =>
      act(id, (conversation) => {
        rights.mineOrSupervisor(conversation, agent)
        presence.demandAvailable(to, { owner: conversations.owner(conversation) })
        if (conversation.agentId === to && conversation.status === 'active') return
        move(conversation, 'assign', actorOf(agent), { agentId: to })
      }),
    release: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status === 'waiting') return
        rights.mineOrSupervisor(conversation, agent)
        move(conversation, 'release', actorOf(agent))
      }),
    snooze: (agent, id, until) =>
      act(id, (conversation) => {
        rights.mineOrSupervisor(conversation, agent)
        if (until <= clock.now()) throw new DeskError('in-the-past', 422, 'Choose a time in the future.')
        move(conversation, 'snooze', actorOf(agent), { snoozedUntil: until })
      }),
    resolve: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status === 'resolved') return
        rights.mineOrSupervisor(conversation, agent)
        move(conversation, 'resolve', actorOf(agent))
      }),
    reopen: (agent, id) =>
      act(id, (conversation) => {
        if (conversation.status !== 'resolved') return
        const other = conversations.openIn(conversation.threadId)
        if (other) throw rights.refusal(other, 'open-elsewhere', { conversation: String(other.id) })
        const waiting = move(conversation, 'reopen', actorOf(agent))
        if (!presence.isAvailable(agent.id)) return
        try {
          sql.transaction(() => claimWithin(agent, waiting))
        } catch (error) {
          // It waits in its queue where the agent has no room.
          if (!(error instanceof DeskError)) throw error
        }
      }),
    prioritise: (agent, id, priority) =>
      act(id, (conversation) => {
        if (conversation.status === 'resolved') throw rights.refusal(conversation)
        rights.raises(conversation, agent)
        if (conversation.priority !== priority) conversations.prioritise(conversation, priority, actorOf(agent))
      }),
    read: (agent, id) =>
      act(id, (conversation) => {
        if (rights.has(conversation, agent) && conversations.markRead(id))
          log.append({ type: 'conversation.updated', actor: actorOf(agent), conversationId: id, data: { action: 'read' } })
      }),
  }
}
