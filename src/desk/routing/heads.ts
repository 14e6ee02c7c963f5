import type { ConversationRow } from '../../../prisma/rows.ts'
import { type Lane, readLane } from '../../model/lane.ts'
import type { Kit } from '../kit.ts'

/** The first of a lane. */
export interface Head {
  id: number
  rank: number
  lane: Lane
}

type Row = Pick<ConversationRow, 'id' | 'rank'> & { lane: string }

/** The first of each lane of a queue that the agent has not declined: a few index steps for each, at any length. */
export interface Heads {
  of(queueId: number, agentId: string): Head[]
}

export function createHeads({ sql }: Pick<Kit, 'sql'>): Heads {
  const heads = sql.prepare<Row>(
    `WITH RECURSIVE Lanes (lane) AS (
       SELECT min(lane) FROM Conversation WHERE queueId = :queue AND lane IS NOT NULL
       UNION ALL
       SELECT (SELECT min(c.lane) FROM Conversation c WHERE c.queueId = :queue AND c.lane > Lanes.lane) FROM Lanes WHERE Lanes.lane IS NOT NULL)
     SELECT l.lane, c.id, c.rank FROM Lanes l JOIN Conversation c ON c.id = (
       SELECT h.id FROM Conversation h WHERE h.queueId = :queue AND h.lane = l.lane
         AND NOT EXISTS (SELECT 1 FROM Decline d WHERE d.conversationId = h.id AND d.agentId = :agent)
       ORDER BY h.rank LIMIT 1)
     WHERE l.lane IS NOT NULL`,
  )
  return {
    of: (queueId, agentId) =>
      heads
        .all({ queue: queueId, agent: agentId })
        .flatMap(({ id, rank, lane }) => (rank === null ? [] : [{ id, rank, lane: readLane(lane) }])),
  }
}
