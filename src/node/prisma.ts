import { PrismaClient } from '../../prisma/client/node/client.ts'
import type { Db } from '../ports/db.ts'
import { prismaAdapter } from '../runtime/prisma.ts'
import type { Sql } from '../ports/sql.ts'

/** One per desk, for as long as `sql` is open. */
export function openPrisma(sql: Sql): Db {
  // The long format repeats the arguments, which may be a customer's words.
  return new PrismaClient({ adapter: prismaAdapter(sql), errorFormat: 'minimal' })
}
