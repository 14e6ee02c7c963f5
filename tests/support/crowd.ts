import type { Sql } from '../../src/ports/sql.ts'

/** So many more customers like the first one, who wait behind each other: thousands, by two statements. */
export function addCrowd(sql: Sql, count: number): void {
  sql.exec(
    `INSERT INTO Thread (channelId, externalId, surface, contactId, createdAt)
       WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
       SELECT channelId, 'crowd-' || n, surface, contactId, createdAt FROM n, Thread WHERE id = 1;
     INSERT INTO Conversation (threadId, openThreadId, channelId, contactId, surface, status, queueId, rank, startedAt, lastAt, queuedAt)
       SELECT t.id, t.id, c.channelId, c.contactId, c.surface, 'waiting', c.queueId, c.startedAt + t.id, c.startedAt, c.lastAt, c.queuedAt
       FROM Thread t, Conversation c WHERE t.externalId LIKE 'crowd-%' AND c.id = 1`,
  )
}
