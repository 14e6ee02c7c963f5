import type { AgentRow, AgentSkillRow, DeclineRow, OfferRow } from '../../../prisma/rows.ts'
import type { Candidate } from '../../model/eligibility.ts'
import { EVERYBODY } from '../../model/lane.ts'
import type { Columns } from '../../ports/sql.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Queue, Queues } from './queues.ts'

/** Somebody who is there and has room for one more, and what counts of them. */
export interface Free extends Omit<Candidate, 'declined' | 'missed'> {
  /** ms; when one was last given to them without asking. */
  pushedAt: number
}

/** Who could be given a conversation: whoever is available and not full. */
export interface Roster {
  /** Of those who serve it at this reach. */
  for(queue: Queue, reach: number): Free[]
  /** All of them. */
  all(): Free[]
  /** Whoever it is, there or not. */
  known(agentId: string): Free
  /** Undefined: not there, or without room. */
  get(agentId: string): Free | undefined
  /** What is known of an agent and one conversation. */
  candidate(free: Free, conversationId: number): Candidate
  /** The same of many agents: what is known of the conversation is read once. */
  candidates(free: readonly Free[], conversationId: number): Candidate[]
}

const COLUMNS = 'a.id, a.load, a.capacity, a.idleSince, a.pushedAt'
type Row = Columns<AgentRow, typeof COLUMNS>

/** As the index has it, which knows nobody else. */
const FREE = `FROM Agent a WHERE a.presence = 'available' AND a.disabled = 0 AND a.load < a.capacity`

export function createRoster({ sql }: Pick<Kit, 'sql'>, { queues }: { queues: Queues }): Roster {
  const all = sql.prepare<Row>(`SELECT ${COLUMNS} ${FREE}`)
  const one = sql.prepare<Row>(`SELECT ${COLUMNS} ${FREE} AND a.id = ?`)
  const any = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Agent a WHERE a.id = ?`)
  const skills = sql.prepare<Pick<AgentSkillRow, 'skillId' | 'level'>>('SELECT skillId, level FROM AgentSkill WHERE agentId = ?')
  const declined = sql.prepare<Pick<DeclineRow, 'agentId'>>('SELECT agentId FROM Decline WHERE conversationId = ?')
  const missed = sql.prepare<Pick<OfferRow, 'agentId'>>("SELECT agentId FROM Offer WHERE conversationId = ? AND state = 'missed'")

  function free({ id, load, capacity, idleSince, pushedAt }: Row, level: number): Free {
    let known: Free['skills'] | undefined
    return {
      id,
      load,
      capacity,
      level,
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

  function weigh(conversationId: number): (agent: Free) => Candidate {
    const declines = new Set(declined.all(conversationId).map(({ agentId }) => agentId))
    const misses = missed.all(conversationId)
    return (agent) => {
      const { id, load, capacity, level, idleSince } = agent
      return {
        id,
        load,
        capacity,
        level,
        idleSince,
        declined: declines.has(id),
        missed: misses.filter(({ agentId }) => agentId === id).length,
        get skills() {
          return agent.skills
        },
      }
    }
  }

  return {
    all: () => all.all().map((row) => free(row, 1)),
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
    candidate: (agent, conversationId) => weigh(conversationId)(agent),
    candidates: (free, conversationId) => free.map(weigh(conversationId)),
  }
}
