import type { PrismaClient } from '../../prisma/client/node/client.ts'

/**
 * Prisma on the desk's database: reads and single-statement writes, for rooms that are cold and are all forms and lists. Writes
 * share the group commit and are durable when they resolve. What breaks a constraint rejects with Prisma's codes (P2002 unique, P2003 foreign
 * key, P2011 not null), what Prisma would need a transaction for with `transaction-refused`, any other trouble of the database
 * with the code of its `SqlFault`. In `$queryRaw` instants are milliseconds and booleans 0 and 1, as in SQLite.
 */
export type Db = PrismaClient
