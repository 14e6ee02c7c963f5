import type { AgentRow } from '../../../prisma/rows.ts'
import { hashPassword } from 'better-auth/crypto'
import { DeskError, notFound } from '../errors.ts'
import { randomId } from '../ids.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { EndFeeds } from './feeds.ts'
import type { Links } from './links.ts'
import type { Attendance } from './presence.ts'
import type { Passwords } from './passwords.ts'
import type { Acting, Presence, Role } from '../web/roles.ts'
import { allow, governs } from '../web/rights.ts'

export interface NewAgent {
  name: string
  email: string
  /** Absent: they choose one by a link. */
  password?: string | undefined
  role: Role
  capacity?: number | undefined
}

export interface AgentChange {
  name?: string | undefined
  role?: Role | undefined
  capacity?: number | undefined
  disabled?: boolean | undefined
  /** Replaces all of them. */
  skills?: { name: string; level: number }[] | undefined
}

export interface AgentView {
  id: string
  name: string
  email: string
  role: Role
  presence: Presence
  capacity: number
  load: number
  skills: { name: string; level: number }[]
  disabled: boolean
  /** Has not chosen a password yet. */
  invited: boolean
  /** The language they have chosen for the console; null: none. */
  locale: string | null
}

/** What everybody may change of themselves. */
export interface Profile {
  name?: string | undefined
  locale?: string | undefined
}

export interface Agents {
  /** `by` null: the first owner, made at the start. Throws `email-taken`. */
  add(by: Acting | null, agent: NewAgent): Promise<string>
  change(by: Acting, id: string, change: AgentChange): Promise<void>
  profile(agent: Acting, change: Profile): Promise<void>
  /** `handOn`: what they have goes back to its queues, by its age. */
  presence(agent: Acting, presence: Presence, handOn?: boolean): Promise<void>
  list(): Promise<AgentView[]>
  /** Rejects with `not-found`. */
  get(id: string): Promise<AgentView>
  /** What agents may know, by name. */
  skills(): Promise<{ id: string; name: string }[]>
  any(): boolean
}

const SHOWN = {
  id: true,
  name: true,
  email: true,
  role: true,
  presence: true,
  capacity: true,
  load: true,
  disabled: true,
  locale: true,
} as const
const ACCOUNTS = { select: { id: true }, take: 1 } as const
const SKILLS = { select: { level: true, skill: { select: { name: true } } }, orderBy: { skillId: 'asc' } } as const

/** What follows elsewhere when an agent changes, in the transaction that changes it. */
export interface AgentEffects {
  /** What they can be given is another now: room, skills. */
  changed(agentId: string): void
  /** They can be given nothing any more, and what they have goes elsewhere. */
  letGo(agentId: string, actor: Actor): void
}

export function createAgents(
  { sql, db, clock, commit }: Pick<Kit, 'sql' | 'db' | 'clock' | 'commit'>,
  rooms: {
    log: LogRoom
    endFeeds: EndFeeds
    links: Pick<Links, 'end'>
    passwords: Passwords
    attendance: Attendance
    effects: AgentEffects
  },
): Agents {
  const { log, links, passwords, attendance, effects } = rooms
  const insert = sql.prepare(
    `INSERT INTO Agent (id, name, email, emailVerified, createdAt, updatedAt, role, capacity) VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5, ?6) ON CONFLICT (email) DO NOTHING`,
  )
  const update = sql.prepare(
    'UPDATE Agent SET name = coalesce(?, name), role = coalesce(?, role), capacity = coalesce(?, capacity), disabled = coalesce(?, disabled), updatedAt = ? WHERE id = ?',
  )
  const updateProfile = sql.prepare('UPDATE Agent SET name = coalesce(?, name), locale = coalesce(?, locale), updatedAt = ? WHERE id = ?')
  const endSessions = sql.prepare('DELETE FROM AgentSession WHERE agentId = ?')
  const roleOf = sql.prepare<Pick<AgentRow, 'role'>>('SELECT role FROM Agent WHERE id = ?')
  const any = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Agent LIMIT 1')
  const owners = sql.prepare<{ n: number }>("SELECT count(*) AS n FROM Agent WHERE role = 'owner' AND disabled = 0 AND id <> ?")
  const addSkill = sql.prepare('INSERT INTO Skill (name) VALUES (?) ON CONFLICT (name) DO NOTHING')
  const dropSkills = sql.prepare('DELETE FROM AgentSkill WHERE agentId = ?')
  const giveSkill = sql.prepare(
    'INSERT INTO AgentSkill (agentId, skillId, level) SELECT ?, id, ? FROM Skill WHERE name = ? ON CONFLICT DO UPDATE SET level = excluded.level',
  )

  /** Nobody makes themselves, or anyone, more than they are. */
  function mayGrant(by: Acting, role: Role | undefined): void {
    allow(role === undefined || governs(by, role), 'You cannot give a role above your own.')
  }

  async function shown(where: { id?: string }): Promise<AgentView[]> {
    const order = [{ disabled: 'asc' }, { name: 'asc' }] as const
    const found = await db.agent.findMany({
      where,
      select: { ...SHOWN, skills: SKILLS, accounts: ACCOUNTS },
      orderBy: [...order],
      take: 1000,
    })
    return found.map(({ role, presence, skills, accounts, ...agent }) => ({
      ...agent,
      role: role as Role,
      presence: presence as Presence,
      invited: accounts.length === 0,
      skills: skills.map(({ level, skill: { name } }) => ({ name, level })),
    }))
  }

  return {
    async add(by, { name, email, password, role, capacity }) {
      if (by) mayGrant(by, role)
      const [id, hash] = [randomId(), password === undefined ? null : await hashPassword(password)]
      await commit(() => {
        if (!by && any.get()) throw new DeskError('already-set-up', 409, 'The hub has an owner already.')
        if (insert.run(id, name, email.toLowerCase(), clock.now(), role, capacity ?? 5) === 0) {
          throw new DeskError('email-taken', 409, 'There is an agent with this e-mail address already.')
        }
        if (hash !== null) passwords.set(id, hash)
        log.append({ type: 'agent.created', actor: by ? `agent:${by.id}` : 'system', data: { agentId: id, role } })
      })
      return id
    },
    async change(by, id, change) {
      await commit(() => {
        const agent = roleOf.get(id)
        if (!agent) throw notFound('agent')
        allow(governs(by, agent.role), 'You cannot change an agent above you.')
        mayGrant(by, change.role)
        const steppingDown = agent.role === 'owner' && ((change.role !== undefined && change.role !== 'owner') || change.disabled === true)
        if (steppingDown && owners.get(id)?.n === 0) throw new DeskError('last-owner', 409, 'The hub needs one owner at least.')
        const disabled = change.disabled === undefined ? null : change.disabled ? 1 : 0
        update.run(change.name ?? null, change.role ?? null, change.capacity ?? null, disabled, clock.now(), id)
        if (change.role !== undefined || change.disabled !== undefined) links.end(id)
        if (change.disabled === true) {
          endSessions.run(id)
          attendance.set(id, 'away', `agent:${by.id}`)
          effects.letGo(id, `agent:${by.id}`)
        }
        if (change.skills) {
          dropSkills.run(id)
          for (const skill of change.skills) {
            addSkill.run(skill.name)
            giveSkill.run(id, skill.level, skill.name)
          }
        }
        log.append({ type: 'agent.updated', actor: `agent:${by.id}`, data: { agentId: id, changed: Object.keys(change) } })
        effects.changed(id)
      })
      rooms.endFeeds()
    },
    profile: (agent, change) =>
      commit(() => {
        updateProfile.run(change.name ?? null, change.locale ?? null, clock.now(), agent.id)
        log.append({ type: 'agent.updated', actor: `agent:${agent.id}`, data: { agentId: agent.id, changed: Object.keys(change) } })
      }),
    presence: (agent, presence, handOn = false) =>
      commit(() => {
        attendance.set(agent.id, presence, `agent:${agent.id}`)
        // After they are away: it is not offered to them again.
        if (handOn) effects.letGo(agent.id, `agent:${agent.id}`)
      }),
    list: () => shown({}),
    async get(id) {
      const [agent] = await shown({ id })
      if (!agent) throw notFound('agent')
      return agent
    },
    skills: async () =>
      (await db.skill.findMany({ orderBy: { name: 'asc' }, take: 1000 })).map(({ id, name }) => ({ id: String(id), name })),
    any: () => any.get() !== undefined,
  }
}
