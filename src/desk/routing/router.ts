import { type Candidate, type Refusal, type Wanted, best, refusal } from '../../model/eligibility.ts'
import type { Lane } from '../../model/lane.ts'
import type { Attendance, PresenceOf } from '../agents/presence.ts'
import { DeskError } from '../errors.ts'
import type { Conversation } from '../conversations/conversation.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Decisions } from './decisions.ts'
import type { Heads } from './heads.ts'
import type { Lanes } from './lanes.ts'
import type { Offers } from './offers.ts'
import type { Pending } from './pending.ts'
import type { Queue, Queues } from './queues.ts'
import type { Free, Roster } from './roster.ts'

/** Who comes back to a full queue is not given all of it at once. */
const REST_MS = 3000

export interface RouterRooms {
  conversations: Conversations
  queues: Queues
  lanes: Lanes
  heads: Heads
  roster: Roster
  offers: Offers
  decisions: Decisions
  pending: Pending
  jobs: JobsRoom
  presence: PresenceOf
  attendance: Attendance
  /** Nobody who is there can be given an urgent one. Inside a transaction. */
  unserved: (id: number) => void
}

/**
 * Gives those who wait to those who are free, at the end of each command that has changed either, in its transaction. What a queue's mode
 * leaves to be taken waits until it is taken, but for urgent ones.
 * Returns the sweep, which looks for whoever was forgotten: there should be nobody, and it says so where there is.
 */
export function createRouter(kit: Pick<Kit, 'sql' | 'clock' | 'trace' | 'commit' | 'atEnd'>, rooms: RouterRooms): () => Promise<void> {
  const { sql, clock, trace, commit } = kit
  const { conversations, queues, lanes, heads, roster, offers, decisions, pending, jobs, presence, attendance, unserved } = rooms
  const isGiven = ({ mode }: Queue, { priority }: Pick<Conversation, 'priority'>): boolean => mode !== 'pull' || priority === 'urgent'
  const isPushed = ({ mode }: Queue): boolean => mode === 'push'

  /** Undefined: it waits for nobody, or to be taken. */
  function wantedOf(conversation: Conversation, queue: Queue): (Wanted & Lane) | undefined {
    if (!isGiven(queue, conversation)) return undefined
    const lane = lanes.of(conversation.id)
    const urgent = conversation.priority === 'urgent'
    return lane && { ...lane, urgent, reserve: queue.reserve, previous: lanes.previous(conversation) }
  }

  /** Until when somebody who was just given one is left alone. */
  function rests({ id, pushedAt }: Free, queue: Queue): boolean {
    const until = pushedAt + REST_MS
    if (!isPushed(queue) || until <= clock.now()) return false
    jobs.schedule('rested', id, until)
    return true
  }

  function give(
    conversation: Conversation,
    agent: Candidate,
    queue: Queue,
    considered: number,
    refused: Partial<Record<Refusal, number>>,
  ): void {
    decisions.note(conversation.id, { chosen: agent.id, considered, refused, mode: isPushed(queue) ? 'push' : 'offer' })
    if (!isPushed(queue)) return offers.open(conversation, agent.id, queue.offerSeconds)
    attendance.given(agent.id)
    conversations.move(conversation, 'assign', 'system', { agentId: agent.id })
  }

  /** To the best of those who are free. */
  function place(id: number): void {
    const conversation = conversations.get(id)
    if (conversation.status !== 'waiting') return
    const queue = queues.get(conversation.queueId)
    const wanted = wantedOf(conversation, queue)
    if (!wanted) return
    const refused: Partial<Record<Refusal, number>> = {}
    const free = roster.for(queue, wanted.reach).filter((agent) => !rests(agent, queue))
    const eligible = roster.candidates(free, id).flatMap((candidate) => {
      const why = refusal(candidate, wanted)
      if (why !== null) refused[why] = (refused[why] ?? 0) + 1
      return why === null ? [candidate] : []
    })
    const chosen = best(eligible, wanted)
    if (chosen) give(conversation, chosen, queue, free.length, refused)
    else {
      decisions.note(id, { chosen: null, considered: free.length, refused })
      if (wanted.urgent) unserved(id)
    }
  }

  /** The first that they may be given, of all that they serve; undefined: there is none. */
  function firstFor(agent: Free): (() => void) | undefined {
    let found: { rank: number; give: () => void } | undefined
    for (const { queueId, reach, level } of queues.servedBy(agent.id)) {
      const queue = queues.get(queueId)
      if (rests(agent, queue)) continue
      for (const head of heads.of(queueId, agent.id)) {
        if (head.lane.reach < reach || (found && head.rank >= found.rank)) continue
        const conversation = conversations.get(head.id)
        const wanted = wantedOf(conversation, queue)
        const candidate = { ...roster.candidate(agent, head.id), level }
        if (!wanted || refusal(candidate, wanted) !== null) continue
        found = { rank: head.rank, give: () => give(conversation, candidate, queue, 1, {}) }
      }
    }
    return found?.give
  }

  /** As much as they have room for; how many that were. Who is not there loses what is kept for them. */
  function fill(agentId: string): number {
    if (!presence.isAvailable(agentId)) offers.withdraw(agentId, 'system')
    for (let given = 0; ; given += 1) {
      const agent = roster.get(agentId)
      const give = agent && firstFor(agent)
      if (!give) return given
      give()
    }
  }

  function settle(): void {
    for (let next = pending.take(); next; next = pending.take()) {
      const now = next
      try {
        sql.transaction(() => ('case' in now ? place(now.case) : fill(now.agent)))
      } catch (error) {
        // The command itself is sound: what was not routed now is found by the sweep.
        if (!(error instanceof DeskError)) trace('error', 'routing.failed', { ...now, error: String(error) })
      }
    }
  }

  kit.atEnd(settle)
  jobs.handle('rested', ({ key }) => commit(() => pending.agent(key)))
  jobs.handle('queue-step', ({ key }) =>
    commit(() => {
      const conversation = conversations.get(Number(key))
      if (conversation.status !== 'waiting') return undefined
      conversations.place(conversation)
      return lanes.next(conversation)
    }),
  )

  return () =>
    commit(() => {
      const forgotten = roster.all().flatMap(({ id }) => (fill(id) > 0 ? [id] : []))
      if (forgotten.length > 0) trace('error', 'routing.missed', { agents: forgotten })
    })
}
