import type { z } from '@hono/zod-openapi'
import type { LogEntryRow } from '../../../prisma/rows.ts'
import type { Priority, Status } from '../../model/states.ts'
import type { Kit } from '../kit.ts'
import { iso } from '../web/iso.ts'
import * as schemas from '../web/schemas.ts'
import type { Page } from './lists.ts'

export type ActivityView = z.infer<typeof schemas.activity>

/** What was done with a conversation besides writing, newest last, for as long as the log is kept. */
export type Activity = (conversationId: number, page: { before?: number | undefined; limit: number }) => Page<ActivityView>

/** What colleagues want to know. To whom it was offered, and that somebody has read, is not told. */
const TOLD = schemas.activity.shape.action.options

/** What an entry says; older ones lack what was not said then. */
interface Facts {
  action: (typeof TOLD)[number]
  from?: Status | Priority
  to?: Status | Priority
  after?: number
  agent?: string
  queue?: number
  until?: number
}

interface Row extends Pick<LogEntryRow, 'seq' | 'at' | 'actor' | 'data'> {
  actorName: string | null
  agentName: string | null
  queueName: string | null
}

export function createActivity({ sql }: Pick<Kit, 'sql'>): Activity {
  const entries = sql.prepare<Row>(
    `SELECT l.seq, l.at, l.actor, l.data, coalesce(by.name, who.name) AS actorName, a.name AS agentName, q.name AS queueName
     FROM LogEntry l INDEXED BY LogEntry_activity_idx
     LEFT JOIN Agent by ON l.actor LIKE 'agent:%' AND by.id = substr(l.actor, 7)
     LEFT JOIN Contact who ON l.actor LIKE 'contact:%' AND who.id = CAST(substr(l.actor, 9) AS INTEGER)
     LEFT JOIN Agent a ON a.id = l.data ->> 'agent' LEFT JOIN Queue q ON q.id = l.data ->> 'queue'
     WHERE l.conversationId = :id AND l.type = 'conversation.updated' AND l.seq < :before
       AND l.data ->> 'action' IN (${TOLD.map((action) => `'${action}'`).join(', ')})
     ORDER BY l.seq DESC LIMIT :limit`,
  )
  return (id, { before = Number.MAX_SAFE_INTEGER, limit }) => {
    const rows = entries.all({ id, before, limit: limit + 1 })
    const kept = rows.slice(0, limit)
    const edge = kept.at(-1)?.seq
    return { items: kept.toReversed().map(activityView), ...(rows.length > limit && edge !== undefined && { next: String(edge) }) }
  }
}

function activityView({ seq, at, actor, data, actorName, agentName, queueName }: Row): ActivityView {
  const { action, from, to, after, agent, queue, until } = JSON.parse(data ?? '{}') as Facts
  const [kind = 'system', id] = (actor ?? 'system').split(':')
  return {
    seq,
    at: iso(at),
    action,
    actor: {
      kind: kind === 'agent' || kind === 'contact' ? kind : 'system',
      ...(id !== undefined && { id }),
      ...(actorName !== null && { name: actorName }),
    },
    ...(after !== undefined && { after }),
    ...(action === 'priority' && { from: from as Priority, to: to as Priority }),
    ...(agent !== undefined && { agent: { id: agent, name: agentName ?? '' } }),
    ...(queue !== undefined && { queue: { id: String(queue), name: queueName ?? '' } }),
    ...(until !== undefined && { until: iso(until) }),
  }
}
