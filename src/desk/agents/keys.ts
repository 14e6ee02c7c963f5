import type { AgentRow, ApiKeyRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { allow, governs, keepsKeys } from '../web/rights.ts'
import { type Acting, SCOPES, type Scope } from '../web/roles.ts'
import { type Auth, SCOPES_OF } from './auth.ts'
import type { EndFeeds } from './feeds.ts'

export interface NewKey {
  name: string
  scopes: readonly Scope[]
  /** Absent: until somebody deletes it. */
  expiresInDays?: number | undefined
}

export interface KeyView {
  id: string
  name: string | null
  /** Its first characters, to tell it from others. */
  start: string | null
  /** Null: all that its agent may. */
  scopes: Scope[] | null
  agent: { id: string; name: string }
  createdAt: number
  expiresAt: number | null
}

/** API keys, with which programs act as an agent, within scopes. They end with the agent's account. */
export interface Keys {
  /** Of one's own. The key itself is told here and never again. */
  create(by: Acting, key: NewKey): Promise<KeyView & { key: string }>
  /** One's own; for an admin everybody's. */
  list(by: Acting): KeyView[]
  /** Programs that use it are refused from then on, and their live feeds end. Throws `not-found` for who may not see it. */
  remove(by: Acting, id: string): Promise<void>
}

const COLUMNS = 'k.id, k.name, k.start, k.permissions, k.createdAt, k.expiresAt'
type Row = Columns<ApiKeyRow, typeof COLUMNS> & Pick<AgentRow, 'role'> & { agentId: string; agentName: string }

const SELECT = `SELECT ${COLUMNS}, a.id AS agentId, a.name AS agentName, a.role
  FROM ApiKey k JOIN Agent a ON a.id = k.referenceId`

export function createKeys(
  { sql, commit }: Pick<Kit, 'sql' | 'commit'>,
  { auth, log, endFeeds }: { auth: Auth; log: LogRoom; endFeeds: EndFeeds },
): Keys {
  const all = sql.prepare<Row>(`${SELECT} ORDER BY k.createdAt DESC LIMIT 1000`)
  const own = sql.prepare<Row>(`${SELECT} WHERE k.referenceId = ? ORDER BY k.createdAt DESC LIMIT 1000`)
  const one = sql.prepare<Row>(`${SELECT} WHERE k.id = ?`)
  const remove = sql.prepare('DELETE FROM ApiKey WHERE id = ?')

  function view({ id, name, start, permissions, createdAt, expiresAt, agentId, agentName }: Row): KeyView {
    const given = permissions === null ? null : ((JSON.parse(permissions) as Record<string, string[]>)[SCOPES_OF] ?? [])
    const scopes = given && SCOPES.filter((scope) => given.includes(scope))
    return { id, name, start, scopes, agent: { id: agentId, name: agentName }, createdAt, expiresAt }
  }

  function find(by: Acting, id: string): Row {
    const row = one.get(id)
    if (!row || (row.agentId !== by.id && !keepsKeys(by))) throw notFound('key')
    return row
  }

  return {
    async create(by, { name, scopes, expiresInDays }) {
      const expiresIn = expiresInDays === undefined ? {} : { expiresIn: expiresInDays * 86_400 }
      const { id, key } = await auth.api.createApiKey({
        body: { name, userId: by.id, permissions: { [SCOPES_OF]: [...scopes] }, ...expiresIn },
      })
      await commit(() => log.append({ type: 'key.created', actor: `agent:${by.id}`, data: { keyId: id, name, scopes: [...scopes] } }))
      return { ...view(find(by, id)), key }
    },
    list: (by) => (keepsKeys(by) ? all.all() : own.all(by.id)).map(view),
    async remove(by, id) {
      await commit(() => {
        const { agentId, role } = find(by, id)
        allow(agentId === by.id || governs(by, role), 'You cannot take a key from an agent above you.')
        remove.run(id)
        log.append({ type: 'key.deleted', actor: `agent:${by.id}`, data: { keyId: id, agentId } })
      })
      endFeeds()
    },
  }
}
