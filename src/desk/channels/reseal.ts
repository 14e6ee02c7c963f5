import type { ChannelRow } from '../../../prisma/rows.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'

/** What lies sealed in a channel's row. */
export interface Sealed {
  credentials: unknown
  hookSecret: string
  /** Those before it, and until when they count (ms). */
  former?: { secret: string; until: number }[]
}

/**
 * Changes what lies sealed, and does the rest in the same transaction. Sealing takes a moment: when somebody else changes it
 * meanwhile, it begins again with what they left. Throws `not-found`.
 */
export type Reseal = (channelId: string, change: (sealed: Sealed) => Sealed, also: () => void) => Promise<void>

export function createReseal({ sql, seal, commit }: Pick<Kit, 'sql' | 'seal' | 'commit'>): Reseal {
  const select = sql.prepare<Pick<ChannelRow, 'credentials'>>('SELECT credentials FROM Channel WHERE id = ? AND deletedAt IS NULL')
  const update = sql.prepare('UPDATE Channel SET credentials = ?1 WHERE id = ?2 AND credentials = ?3 AND deletedAt IS NULL')

  return async (channelId, change, also) => {
    for (let done = false; !done;) {
      const before = select.get(channelId)?.credentials
      if (!before) throw notFound('channel')
      const after = await seal.seal(change((await seal.open(before)) as Sealed))
      done = await commit(() => {
        if (update.run(after, channelId, before) === 0) return false
        also()
        return true
      })
    }
  }
}
