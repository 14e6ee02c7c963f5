import type { AgentRow, AgentSkillRow, DeclineRow, OfferRow } from '../../../prisma/rows.ts'
import type { Candidate } from '../../model/eligibility.ts'
import { EVERYBODY } from '../../model/lane.ts'
import type { Columns } from '../../ports/sql.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Queue, Queues } from './queues.ts'

/** Somebody who is there and has room for one more, and what counts of them. */
export interface Free extends Omit<Candidate, 'declined' | 'missed' | 'channelRoom'> {
  limits: Readonly<Record<string, number>> | null
  /** ms; when one was last given to them without asking. */
  pushedAt: number
}

/** Who could be given a conversation: whoever is available and not full. */
export interface Roster {
  /** Of those who serve it at this reach. */
  for(queue: Queue, reach: number): Free[]
  /** Whether they can be given anything at all, if perhaps not now. */
  isThere(agentId: string): boolean
  /** Whoever it is, there or not. */
  known(agentId: string): Free
  /** Undefined: not there, or without room. */
  get(agentId: string): Free | undefined
  /** What is known of an agent and one conversation. */
  candidate(free: Free, conversationId: number, channelId: string): Candidate
  /** The same of many agents: what is known of the conversation is read once. */
  candidates(free: readonly Free[], conversationId: number, channelId: string): Candidate[]
}

const COLUMNS = 'a.id, a.load, a.capacity, a.idleSince, a.limits, a.pushedAt'
type Row = Columns<AgentRow, typeof COLUMNS>

/** As the index has it, which knows nobody else. */
const FREE = `FROM Agent a WHERE a.presence = 'available' AND a.disabled = 0 AND a.load < a.capacity`

export function createRoster({ sql }: Pick<Kit, 'sql'>, { queues }: { queues: Queues }): Roster {
  const all = sql.prepare<Row>(`SELECT ${COLUMNS} ${FREE}`)
  const one = sql.prepare<Row>(`SELECT ${COLUMNS} ${FREE} AND a.id = ?`)
  const there = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Agent WHERE id = ? AND presence = 'available' AND disabled = 0")
  const any = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Agent a WHERE a.id = ?`)
  const skills = sql.prepare<Pick<AgentSkillRow, 'skillId' | 'level'>>('SELECT skillId, level FROM AgentSkill WHERE agentId = ?')
  const declined = sql.prepare<Pick<DeclineRow, 'agentId'>>('SELECT agentId FROM Decline WHERE conversationId = ?')
  const missed = sql.prepare<Pick<OfferRow, 'agentId'>>("SELECT agentId FROM Offer WHERE conversationId = ? AND state = 'missed'")
  const held = sql.prepare<{ weight: number }>(
    `SELECT coalesce(sum(weight), 0) AS weight FROM Conversation WHERE agentId = ? AND status = 'active' AND dormant = 0 AND channelId = ?`,
  )
  const offered = sql.prepare<{ weight: number }>(
    `SELECT coalesce(sum(c.weight), 0) AS weight FROM Offer o JOIN Conversation c ON c.id = o.conversationId
     WHERE o.agentId = ? AND o.state = 'open' AND c.channelId = ?`,
  )

  function free({ id, load, capacity, idleSince, limits, pushedAt }: Row, level: number): Free {
    let known: Free['skills'] | undefined
    return {
      id,
      load,
      capacity,
      level,
      limits: limits === null ? null : (JSON.parse(limits) as Record<string, number>),
      idleSince: idleSince ?? 0,
      pushedAt: pushedAt ?? 0,
      // Read only where a conversation asks for any.
      get skills() {
        return (known ??= new Map(skills.all(id).map(({ skillId, level }) => [skillId, level])))
      },
    }
  }

  /** By agent, how well they know the topic; null: everybody serves it alike. */
  function levels({ id, overflow }: Queue, reach: number): ReadonlyMap<string, number> | null {
    const own = queues.members(id)
    if (!own || reach === EVERYBODY) return null
    const found = new Map(own)
    for (const { queue } of overflow.slice(0, reach)) {
      const others = queue === null ? null : queues.members(queue)
      if (!others) return null
      for (const [agent, level] of others) if (!found.has(agent)) found.set(agent, level)
    }
    return found
  }

  function weigh(conversationId: number, channelId: string): (agent: Free) => Candidate {
    const declines = new Set(declined.all(conversationId).map(({ agentId }) => agentId))
    const misses = missed.all(conversationId)
    return (agent) => {
      const { id, load, capacity, level, idleSince } = agent
      const limit = agent.limits?.[channelId]
      const taken = limit === undefined ? 0 : (held.get(id, channelId)?.weight ?? 0) + (offered.get(id, channelId)?.weight ?? 0)
      return {
        id,
        load,
        capacity,
        level,
        idleSince,
        channelRoom: limit === undefined ? undefined : limit - taken,
        declined: declines.has(id),
        missed: misses.filter(({ agentId }) => agentId === id).length,
        get skills() {
          return agent.skills
        },
      }
    }
  }

  return {
    isThere: (agentId) => there.get(agentId) !== undefined,
    for(queue, reach) {
      const known = levels(queue, reach)
      const own = queues.members(queue.id)
      return all.all().flatMap((row) => (known && !known.has(row.id) ? [] : [free(row, known?.get(row.id) ?? own?.get(row.id) ?? 1)]))
    },
    known(agentId) {
      const row = any.get(agentId)
      if (!row) throw notFound('agent')
      return free(row, 1)
    },
    get(agentId) {
      const row = one.get(agentId)
      return row && free(row, 1)
    },
    candidate: (agent, conversationId, channelId) => weigh(conversationId, channelId)(agent),
    candidates: (free, conversationId, channelId) => free.map(weigh(conversationId, channelId)),
  }
}
