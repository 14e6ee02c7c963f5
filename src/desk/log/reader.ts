import type { LogReaderRow } from '../../../prisma/rows.ts'
import type { Kit } from '../kit.ts'
import type { Entry, LogRoom } from './log.ts'

/** Something that follows the log from a position of its own, which outlives restarts. */
export interface Reader {
  /** Under this name its position is kept; another name begins anew. */
  name: string
  /**
   * The next entries, in order and without a gap, inside the transaction that moves its position: what is written here is kept
   * exactly when the position is. A throw is tried again later, with the same entries.
   */
  read(entries: readonly Entry[]): void
  /**
   * For what can wait: so many entries are let gather before it is called, and as many read at once; in a surge it waits, for a minute at most.
   * What is left is read at the sweep. Default: after each commit.
   */
  gathers?: number
  /**
   * For what can be made again from the tables themselves, when the reader is new or its entries are gone: one bounded part,
   * inside a transaction. Called with 0 first, then with what it returned, until that is null. New entries are read meanwhile.
   */
  rebuild?(from: number): number | null
}

/** `position`: the last entry that was read. `rebuild`: how far one has come; null: nothing is rebuilt. */
export type Position = Pick<LogReaderRow, 'position' | 'rebuild'>

/** Where readers stand, as the database has it. */
export interface Positions {
  /** As it was left; a new reader, or one to begin `anew`, is given its beginning. Inside a transaction. */
  open(reader: Reader, anew: boolean): Position
  of(reader: Reader): Position
  /** Lets a reader read one batch, inside a transaction; where it stands then. */
  step(reader: Reader): Position
  /** Forgets all but these. */
  keep(readers: readonly Reader[]): void
}

/** Entries in one transaction, of a reader that does not say it: a few milliseconds of work. */
const BATCH = 50

export function createPositions({ sql, trace }: Pick<Kit, 'sql' | 'trace'>, log: LogRoom): Positions {
  const find = sql.prepare<Position>('SELECT position, rebuild FROM LogReader WHERE name = ?')
  const put = sql.prepare(
    'INSERT INTO LogReader (name, position, rebuild) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET position = ?2, rebuild = ?3',
  )
  const forget = sql.prepare('DELETE FROM LogReader WHERE name NOT IN (SELECT value FROM json_each(?))')

  /** What has no position begins with the oldest entry, or with the tables and whatever happens from now on. */
  const beginning = ({ rebuild }: Reader): Position =>
    rebuild ? { position: log.last(), rebuild: 0 } : { position: Math.max(log.first() - 1, 0), rebuild: null }

  const of = (reader: Reader): Position => find.get(reader.name) ?? beginning(reader)

  function at(reader: Reader, stand: Position): Position {
    put.run(reader.name, stand.position, stand.rebuild)
    return stand
  }

  return {
    open: (reader, anew) => at(reader, anew ? beginning(reader) : of(reader)),
    of,
    step(reader) {
      const { position, rebuild } = of(reader)
      const first = log.first()
      if (position + 1 < first) {
        trace('error', 'reader.lost', { reader: reader.name, from: position + 1, to: first - 1 })
        return at(reader, beginning(reader))
      }
      const entries = log.after(position, reader.gathers ?? BATCH)
      const last = entries.at(-1)
      if (last) {
        reader.read(entries)
        return at(reader, { position: last.seq, rebuild })
      }
      return at(reader, { position, rebuild: rebuild === null ? null : (reader.rebuild?.(rebuild) ?? null) })
    },
    keep: (readers) => void forget.run(JSON.stringify(readers.map(({ name }) => name))),
  }
}
