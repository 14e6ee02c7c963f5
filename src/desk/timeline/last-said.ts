import type { MessageRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'

/** What was said to a customer last. `content` is empty where it offered no menu: many are remembered, and only menus are asked for. */
export type Said = Pick<MessageRow, 'id' | 'seq' | 'content'>

/** The newest message that went out in a conversation: remembered, because every short text may be a choice from its menu. */
export interface LastSaid {
  /** Undefined where the last one lies at `after` or before. */
  lastSaid(conversationId: number, after: number): Said | undefined
}

export function createLastSaid({ sql, remembered }: Pick<Kit, 'sql' | 'remembered'>) {
  const last = sql.prepare<Said>(
    "SELECT id, seq, content FROM Message WHERE conversationId = ?1 AND seq > ?2 AND direction = 'out' ORDER BY seq DESC LIMIT 1",
  )
  /** `said` is undefined where there is none near: a later one is told. */
  const known = remembered.of<number, { said: Said | undefined }>()

  const keep = (id: number, said: Said | undefined) =>
    known.keep(id, { said: said && { ...said, content: said.content.includes('"menu"') ? said.content : '' } })

  const lastSaid: LastSaid['lastSaid'] = (conversationId, after) => {
    const { said } = known.get(conversationId) ?? keep(conversationId, last.get(conversationId, after))
    return said && said.seq > after ? said : undefined
  }
  return {
    lastSaid,
    /** Inside the transaction that wrote it. */
    told: (conversationId: number, said: Said): void => void keep(conversationId, said),
    /** A message of it reads otherwise now. */
    changed: (conversationId: number): void => known.drop(conversationId),
  }
}
