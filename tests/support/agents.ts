import type { Acting } from '../../src/desk/web/roles.ts'
import type { Sql } from '../../src/ports/sql.ts'

/** An agent without a way to sign in: a password would be hashed for nothing, which takes longer than most tests. */
export function insertAgent(sql: Sql, { id, name, role }: Acting, capacity: number): void {
  sql
    .prepare(
      'INSERT INTO Agent (id, name, email, emailVerified, createdAt, updatedAt, role, capacity) VALUES (?1, ?2, ?3, 1, 0, 0, ?4, ?5)',
    )
    .run(id, name, `${id}@hub.test`, role, capacity)
}
