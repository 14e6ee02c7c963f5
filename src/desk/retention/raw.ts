import type { InboundRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { Settings } from '../settings/settings.ts'
import { breathe } from './walk.ts'

const PART = 500
/** How far it has come: what lies before is not looked at again. */
const POSITION = 'retention.raw'

/** Forgets how events looked as they came, for what was received before `before`; their keys stay. */
export function createRaw(
  { sql, commit }: Pick<Kit, 'sql' | 'commit'>,
  { settings }: { settings: Settings },
): (before: number) => Promise<void> {
  // They are written in order of time: no index is needed.
  const part = sql.prepare<{ rowid: number } & Pick<InboundRow, 'at'>>(
    `SELECT rowid, at FROM Inbound WHERE rowid > ? ORDER BY rowid LIMIT ${PART}`,
  )
  const drop = sql.prepare('UPDATE Inbound SET raw = NULL WHERE rowid > ? AND rowid <= ? AND raw IS NOT NULL')

  return async (before) => {
    for (let from = Number(settings.get(POSITION) ?? 0); ;) {
      const old = part.all(from).filter(({ at }) => at < before)
      const to = old.at(-1)?.rowid
      if (to === undefined) return
      const start = from
      await commit(() => {
        drop.run(start, to)
        settings.put(POSITION, to)
      })
      from = to
      await breathe()
    }
  }
}
