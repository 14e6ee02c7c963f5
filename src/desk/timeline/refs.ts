import type { MessageRow as Row, ThreadRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'

export type Direction = Row['direction']
export type MessageState = Row['state']

export const MESSAGE_COLUMNS = 'm.id, m.conversationId, m.threadId, m.direction, m.content, m.state, m.reactions'

/** A message as those need it who are told something about it. */
export type MessageRow = Columns<Row, typeof MESSAGE_COLUMNS>

/**
 * What platforms call messages. The first name stands with the message itself, which saves every inbound message a row; further ones
 * (segments, album parts) have rows of their own. In a thread a name is one message's alone.
 */
export interface Refs {
  /** The message that the platform calls so. */
  byRef(threadId: number, externalId: string): MessageRow | undefined
  /** The thread of a message that the platform calls so, where it does not say in which one: the ids are unique in the channel. */
  threadOf(channelId: string, externalIds: readonly string[]): number | undefined
  /** One of the platform's ids of a message, to reply to it. */
  refOf(messageId: number): string | null
  /** One more id. One that another message has stays that one's. Inside a transaction. */
  addRef(threadId: number, externalId: string, messageId: number): void
}

/** In the statements: the external id is ?1, the thread ?2. */
const TAKEN = 'EXISTS (SELECT 1 FROM Message o WHERE o.externalId = ?1 AND o.threadId = ?2)'

export function createRefs({ sql }: Pick<Kit, 'sql'>): Refs {
  const byRef = sql.prepare<MessageRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.externalId = ?1 AND m.threadId = ?2 UNION ALL
     SELECT ${MESSAGE_COLUMNS} FROM MessageRef r JOIN Message m ON m.id = r.messageId WHERE r.externalId = ?1 AND r.threadId = ?2 LIMIT 1`,
  )
  // The order is ours: the planner would rather walk all threads of the channel.
  const threadOf = sql.prepare<Pick<ThreadRow, 'id'>>(
    `SELECT t.id FROM Message m CROSS JOIN Thread t
     WHERE m.externalId IN (SELECT value FROM json_each(?1)) AND t.id = m.threadId AND t.channelId = ?2 UNION ALL
     SELECT t.id FROM MessageRef r CROSS JOIN Thread t
     WHERE r.externalId IN (SELECT value FROM json_each(?1)) AND t.id = r.threadId AND t.channelId = ?2 LIMIT 1`,
  )
  const refOf = sql.prepare<Pick<Row, 'externalId'>>('SELECT externalId FROM Message WHERE id = ?')
  const addFirst = sql.prepare(
    `UPDATE Message SET externalId = ?1 WHERE id = ?3 AND externalId IS NULL AND NOT ${TAKEN}
     AND NOT EXISTS (SELECT 1 FROM MessageRef r WHERE r.externalId = ?1 AND r.threadId = ?2)`,
  )
  const addMore = sql.prepare(
    `INSERT INTO MessageRef (externalId, threadId, messageId) SELECT ?1, ?2, ?3 WHERE NOT ${TAKEN} ON CONFLICT DO NOTHING`,
  )

  return {
    byRef: (threadId, externalId) => byRef.get(externalId, threadId),
    threadOf: (channelId, externalIds) => threadOf.get(JSON.stringify(externalIds), channelId)?.id,
    refOf: (messageId) => refOf.get(messageId)?.externalId ?? null,
    addRef(threadId, externalId, messageId) {
      if (addFirst.run(externalId, threadId, messageId) === 0) addMore.run(externalId, threadId, messageId)
    },
  }
}
