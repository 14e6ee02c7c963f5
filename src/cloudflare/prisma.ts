import { PrismaClient } from '../../prisma/client/edge/client.ts'
import type { Db } from '../ports/db.ts'
import { prismaAdapter } from '../runtime/prisma.ts'
import type { Sql } from '../ports/sql.ts'

/** One per Durable Object. */
export function openPrisma(sql: Sql): Db {
  // The long format repeats the arguments, which may be a customer's words.
  const client: unknown = new PrismaClient({ adapter: prismaAdapter(sql), errorFormat: 'minimal' })
  // Both clients are generated from one schema; only the engine inside, and so its nominal types, differ.
  return client as Db
}
