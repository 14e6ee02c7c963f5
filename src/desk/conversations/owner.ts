import type { AgentRow, QueueRow } from '../../../prisma/rows.ts'
import { ownerKind } from '../../model/states.ts'
import type { Kit } from '../kit.ts'
import type { Conversation, Owner } from './conversation.ts'

/** Who has a conversation now, by name: what refusals tell. */
export type OwnerOf = (conversation: Pick<Conversation, 'status' | 'agentId' | 'offerId' | 'queueId'>) => Owner

export function createOwnerOf({ sql }: Pick<Kit, 'sql'>): OwnerOf {
  const agentName = sql.prepare<Pick<AgentRow, 'name'>>('SELECT name FROM Agent WHERE id = ?')
  const queueName = sql.prepare<Pick<QueueRow, 'name'>>('SELECT name FROM Queue WHERE id = ?')
  const offerAgent = sql.prepare<Pick<AgentRow, 'id' | 'name'>>(
    'SELECT a.id, a.name FROM Offer o JOIN Agent a ON a.id = o.agentId WHERE o.id = ?',
  )
  return ({ status, agentId, offerId, queueId }) => {
    const kind = ownerKind(status, agentId)
    if (kind === 'agent' && agentId !== null) return { kind, id: agentId, name: agentName.get(agentId)?.name ?? '' }
    if (kind === 'offer' && offerId !== null) return { kind, ...offerAgent.get(offerId) }
    if (kind === 'queue') return { kind, id: String(queueId), name: queueName.get(queueId)?.name ?? '' }
    return { kind }
  }
}
