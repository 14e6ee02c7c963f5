import { hashPassword } from 'better-auth/crypto'
import type { AgentRow, AuthVerificationRow } from '../../../prisma/rows.ts'
import { DeskError, notFound } from '../errors.ts'
import { randomId, randomSecret } from '../ids.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { allow, governs } from '../web/rights.ts'
import type { Acting } from '../web/roles.ts'
import type { EndFeeds } from './feeds.ts'
import type { Passwords } from './passwords.ts'

/** How long a link can be used, in ms. */
export const LINK_LASTS = 72 * 3_600_000

/** Whom a link lets in. */
export interface LinkView {
  name: string
  email: string
  /** Has no password yet: the link is an invitation. */
  invited: boolean
}

/** Links by which somebody chooses their password: an invitation, or a way back in. Each is used once; a new one ends the old. */
export interface Links {
  /** Throws `forbidden`, `not-found`, `agent-disabled`. `expiresAt` in ms. */
  make(by: Acting, agentId: string): Promise<{ token: string; expiresAt: number }>
  /** Rejects with `link-ended`: used, expired, replaced, or its agent is disabled. */
  look(token: string): Promise<LinkView>
  /** Sets the password and ends all sessions. Rejects with `link-ended`. */
  use(token: string, password: string): Promise<LinkView>
  /** Within a transaction: nobody comes in by a link that was made for who they were. */
  end(agentId: string): void
}

/** A link's row is found by whom it is for, and knows of the token only its hash. */
const named = (agentId: string): string => `link:${agentId}`

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function createLinks(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { log, endFeeds, passwords }: { log: LogRoom; endFeeds: EndFeeds; passwords: Passwords },
): Links {
  const agentOf = sql.prepare<Pick<AgentRow, 'role' | 'disabled'>>('SELECT role, disabled FROM Agent WHERE id = ?')
  const insert = sql.prepare(
    'INSERT INTO AuthVerification (id, identifier, value, expiresAt, createdAt, updatedAt) VALUES (?1, ?2, ?3, ?4, ?5, ?5)',
  )
  const remove = sql.prepare('DELETE FROM AuthVerification WHERE identifier = ?')
  const find = sql.prepare<Pick<AuthVerificationRow, 'id'> & Pick<AgentRow, 'name' | 'email'> & { invited: number }>(
    `SELECT v.id, a.name, a.email, NOT EXISTS (SELECT 1 FROM AgentAccount c WHERE c.agentId = a.id) AS invited
     FROM AuthVerification v JOIN Agent a ON a.id = ?2
     WHERE v.identifier = ?1 AND v.value = ?3 AND v.expiresAt > ?4 AND a.disabled = 0`,
  )
  const endSessions = sql.prepare('DELETE FROM AgentSession WHERE agentId = ?')

  const end = (agentId: string): void => void remove.run(named(agentId))

  /** `AGENT.SECRET`, and what is kept of it. */
  async function read(token: string): Promise<{ agentId: string; hash: string }> {
    return { agentId: token.split('.')[0] ?? '', hash: await hashOf(token) }
  }

  function found({ agentId, hash }: { agentId: string; hash: string }): LinkView {
    const row = find.get(named(agentId), agentId, hash, clock.now())
    if (!row) throw new DeskError('link-ended', 404, 'This link has been used, replaced, or has expired. Ask for a new one.')
    return { name: row.name, email: row.email, invited: row.invited === 1 }
  }

  return {
    end,
    async make(by, agentId) {
      const token = `${agentId}.${randomSecret()}`
      const [hash, expiresAt] = [await hashOf(token), clock.now() + LINK_LASTS]
      await commit(() => {
        const agent = agentOf.get(agentId)
        if (!agent) throw notFound('agent')
        // Whoever has stolen a session must not change the password by it.
        allow(by.id !== agentId && governs(by, agent.role), 'You cannot make a link for yourself, or for an agent above you.')
        if (agent.disabled === 1) throw new DeskError('agent-disabled', 409, 'The agent is disabled.')
        end(agentId)
        insert.run(randomId(), named(agentId), hash, expiresAt, clock.now())
        log.append({ type: 'agent.updated', actor: `agent:${by.id}`, data: { agentId, changed: ['link'] } })
      })
      return { token, expiresAt }
    },
    look: async (token) => found(await read(token)),
    async use(token, password) {
      const link = await read(token)
      // Before the work of hashing, which nobody else is to cause.
      const view = found(link)
      const hash = await hashPassword(password)
      await commit(() => {
        found(link)
        end(link.agentId)
        passwords.set(link.agentId, hash)
        endSessions.run(link.agentId)
        log.append({ type: 'agent.updated', actor: `agent:${link.agentId}`, data: { agentId: link.agentId, changed: ['password'] } })
      })
      endFeeds()
      return view
    },
  }
}
