import type { PushSubscriptionRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import type { Acting } from '../web/roles.ts'

const COLUMNS = 'p.id, p.agentId, p.endpoint, p.p256dh, p.auth, p.language'
export type Subscription = Columns<PushSubscriptionRow, typeof COLUMNS>

export interface NewSubscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
  language: 'en' | 'zh'
  /** Also of urgent ones that nobody is there for, while they are away. */
  urgent: boolean
}

/** The browsers that agents let us tell them something by. */
export interface Subscriptions {
  /** A browser that was another agent's is this one's from then on. */
  keep(agent: Acting, subscription: NewSubscription): Promise<void>
  forget(agent: Acting, endpoint: string): Promise<void>
  /** It is no more, says its push service. */
  gone(id: number): Promise<void>
  has(agentId: string): boolean
  of(agentId: string): Subscription[]
  /** Of all who want to be told of urgent ones whenever. */
  forUrgent(): Subscription[]
}

/** So many browsers an agent has at most: the one that was added first goes. */
const MOST = 10

export function createSubscriptions({ sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>): Subscriptions {
  const put = sql.prepare(
    `INSERT INTO PushSubscription (agentId, endpoint, p256dh, auth, language, urgent, createdAt)
     VALUES (:agentId, :endpoint, :p256dh, :auth, :language, :urgent, :at)
     ON CONFLICT (endpoint) DO UPDATE SET agentId = excluded.agentId, p256dh = excluded.p256dh, auth = excluded.auth,
       language = excluded.language, urgent = excluded.urgent`,
  )
  const tooMany = sql.prepare(
    `DELETE FROM PushSubscription WHERE id IN (SELECT id FROM PushSubscription WHERE agentId = ? ORDER BY id DESC LIMIT -1 OFFSET ${MOST})`,
  )
  const forget = sql.prepare('DELETE FROM PushSubscription WHERE endpoint = ? AND agentId = ?')
  const drop = sql.prepare('DELETE FROM PushSubscription WHERE id = ?')
  const has = sql.prepare<{ one: number }>('SELECT 1 AS one FROM PushSubscription WHERE agentId = ? LIMIT 1')
  const of = sql.prepare<Subscription>(
    `SELECT ${COLUMNS} FROM PushSubscription p JOIN Agent a ON a.id = p.agentId WHERE p.agentId = ? AND a.disabled = 0`,
  )
  const forUrgent = sql.prepare<Subscription>(
    `SELECT ${COLUMNS} FROM Agent a JOIN PushSubscription p ON p.agentId = a.id WHERE p.urgent = 1 AND a.disabled = 0 LIMIT 1000`,
  )
  return {
    keep: (agent, { endpoint, keys, language, urgent }) =>
      commit(() => {
        put.run({ agentId: agent.id, endpoint, ...keys, language, urgent: urgent ? 1 : 0, at: clock.now() })
        tooMany.run(agent.id)
      }),
    forget: (agent, endpoint) => commit(() => void forget.run(endpoint, agent.id)),
    gone: (id) => commit(() => void drop.run(id)),
    has: (agentId) => has.get(agentId) !== undefined,
    of: (agentId) => of.all(agentId),
    forUrgent: () => forUrgent.all(),
  }
}
