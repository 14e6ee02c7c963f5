import type { FileRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import { breathe } from './walk.ts'

const PART = 50

/**
 * Forgets the files from before `before` that no message has, row and bytes. The row is marked first and goes last, as an upload writes
 * it first: so there are never bytes without a row that leads to them.
 */
export function createCollector({ sql, commit, blobs }: Pick<Kit, 'sql' | 'commit' | 'blobs'>): (before: number) => Promise<void> {
  const unused = sql.prepare<Pick<FileRow, 'id'>>(
    `SELECT f.id FROM File f WHERE f.messageId IS NULL AND f.createdAt < ?
     AND NOT EXISTS (SELECT 1 FROM ReplyTemplate t WHERE instr(t.content, f.id) > 0) ORDER BY f.createdAt LIMIT ${PART}`,
  )
  // From here on no message can be given it.
  const mark = sql.prepare("UPDATE File SET state = 'gone' WHERE id = ? AND messageId IS NULL")
  const drop = sql.prepare('DELETE FROM File WHERE id = ? AND messageId IS NULL')

  return async (before) => {
    for (let ids = unused.all(before); ids.length > 0; ids = unused.all(before)) {
      await commit(() => ids.forEach(({ id }) => mark.run(id)))
      for (const { id } of ids) await blobs.delete(id)
      await commit(() => ids.forEach(({ id }) => drop.run(id)))
      await breathe()
    }
  }
}
