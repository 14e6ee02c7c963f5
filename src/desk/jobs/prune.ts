import type { Kit } from '../kit.ts'
import type { JobsRoom } from './jobs.ts'

const DAY = 86_400_000
/** What was received is kept as it came for this long, to look into what an adapter made of it. */
const RAW_DAYS = 14
/** Far longer than any platform delivers again: 24 h is the longest that is known. */
const RECEIPT_DAYS = 90
const BATCH = 500

/** Forgets, day by day and a little at a time, what nobody needs any more. */
export function createPruning({ sql, clock, commit }: Kit, jobs: JobsRoom): void {
  // Receipts are written in order of time: the oldest are the first rows, no index is needed.
  const oldest = sql.prepare<{ rowid: number; at: number; raw: number }>(
    'SELECT rowid, at, raw IS NOT NULL AS raw FROM Receipt WHERE rowid > ? ORDER BY rowid LIMIT ?',
  )
  const dropRaw = sql.prepare('UPDATE Receipt SET raw = NULL WHERE rowid BETWEEN ? AND ? AND at < ? AND raw IS NOT NULL')
  const drop = sql.prepare('DELETE FROM Receipt WHERE rowid BETWEEN ? AND ? AND at < ?')
  const dropReplayed = sql.prepare("DELETE FROM SetAside WHERE state = 'replayed' AND at < ?")
  const dropSecrets = sql.prepare('DELETE FROM Secret WHERE expiresAt < ?')

  jobs.handle('prune', async () => {
    const now = clock.now()
    await commit(() => {
      dropSecrets.run(now)
      dropReplayed.run(now - RECEIPT_DAYS * DAY)
    })
    for (let from = 0; ;) {
      const rows = oldest.all(from, BATCH)
      const [start, end] = [rows[0], rows.at(-1)]
      if (!start || !end || start.at >= now - RAW_DAYS * DAY) break
      await commit(() => {
        dropRaw.run(start.rowid, end.rowid, now - RAW_DAYS * DAY)
        drop.run(start.rowid, end.rowid, now - RECEIPT_DAYS * DAY)
      })
      from = end.rowid
    }
    return now + DAY
  })
}
