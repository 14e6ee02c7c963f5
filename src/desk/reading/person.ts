import type { z } from '@hono/zod-openapi'
import type { PersonAskRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import { iso, isoOrNull } from '../web/iso.ts'
import type * as schemas from '../web/schemas.ts'

export type PersonView = z.infer<typeof schemas.person>

/** The last time that a customer asked for a person in this conversation; null: they did not. */
export type PersonOf = (conversationId: number) => PersonView | null

export function createPersonOf({ sql }: Pick<Kit, 'sql'>): PersonOf {
  const last = sql.prepare<Pick<PersonAskRow, 'steps' | 'how' | 'at' | 'answeredAt'>>(
    'SELECT steps, how, at, answeredAt FROM PersonAsk WHERE conversationId = ? ORDER BY id DESC LIMIT 1',
  )
  return (id) => {
    const row = last.get(id)
    if (!row) return null
    const { steps, how, at, answeredAt } = row
    const seconds = answeredAt === null ? null : Math.round((answeredAt - at) / 1000)
    return { steps, how, askedAt: iso(at), answeredAt: isoOrNull(answeredAt), seconds }
  }
}
