import type { Blobs } from '../ports/blobs.ts'
import { type Snapshot, SnapshotFault } from '../ports/snapshot.ts'
import { type Cell, type End, FORMAT, type Head, type TableHead, toCell } from '../runtime/export-format.ts'
import type { CloudflareDatabase } from './sql.ts'

export interface ExportOptions {
  storage: DurableObjectStorage
  sql: CloudflareDatabase
  /** With room of their own: whoever holds some may wait for a commit. */
  blobs: Blobs
  /** Milliseconds for which commits may be held, 120,000 where nothing is said. */
  within?: number
}

const WITHIN = 120_000
/** Characters that are read at once; a row may have a little over 2 MB. */
const PAGE = 512 * 1024
const NAME = /^export-[0-9TZ-]{24}$/

/**
 * Writes the object's database into the bucket, a page at a time. Commits are held meanwhile, so that it is of one moment; what
 * was held too long goes on, and the export is given up.
 */
export function createExport({ storage, sql, blobs, within = WITHIN }: ExportOptions): Pick<Snapshot, 'export' | 'exported'> {
  let running = false

  async function write(name: string): Promise<void> {
    const release = sql.hold()
    let late = false
    const timer = setTimeout(() => {
      late = true
      release()
    }, within)
    try {
      await blobs.put(
        name,
        stream(pagesOf(storage.sql), () => late, release),
        { max: Infinity },
      )
    } catch (error) {
      if (!late) throw error
      throw new SnapshotFault(
        `It was not done within ${within / 1000} seconds, and whatever waited for it has gone on. Try at a quieter time.`,
      )
    } finally {
      clearTimeout(timer)
      release()
    }
  }

  return {
    async export() {
      if (running) throw new SnapshotFault('An export is under way already.')
      running = true
      const name = `export-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
      await write(name).finally(() => (running = false))
      return name
    },
    exported: async (name) => (NAME.test(name) ? blobs.get(name) : null),
  }
}

/** Read as it is asked for, so that one page is in memory; `read` is called after the last. */
function stream(pages: Iterator<string>, late: () => boolean, read: () => void): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream(
    {
      async pull(controller) {
        // Whoever reads gets a turn, and the timer too.
        await new Promise((resolve) => setTimeout(resolve, 0))
        if (late()) return controller.error(new Error('late'))
        const { value, done } = pages.next()
        if (!done) return controller.enqueue(await gzip(value))
        read()
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** A member of a gzip file, which may have many: one compressor for all of it would hold what nobody has read yet. */
async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const compressed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(compressed).arrayBuffer())
}

const line = (value: Head | TableHead | Cell[] | End): string => `${JSON.stringify(value)}\n`

function* pagesOf(sql: SqlStorage): Generator<string> {
  const migrations = sql.exec<Head['migrations'][number]>('SELECT name, hash FROM _Migration ORDER BY name').toArray()
  yield line({ switchboard: FORMAT, at: Date.now(), migrations })
  let rows = 0
  for (const table of tablesOf(sql)) rows += yield* pagesOfTable(sql, table)
  yield line({ end: rows })
}

/** Ours: not the engine's and the migrations' (`_…`), and not the search index, which is derived: virtual tables and those that they keep. */
const tablesOf = (sql: SqlStorage): string[] =>
  sql
    .exec<{ name: string }>(
      `SELECT name FROM sqlite_master t WHERE type = 'table' AND name NOT GLOB '_*' AND sql NOT GLOB 'CREATE VIRTUAL *'
       AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql GLOB 'CREATE VIRTUAL *' AND t.name GLOB v.name || '_*') ORDER BY name`,
    )
    .toArray()
    .map(({ name }) => name)

/** Returns how many rows it has. */
function* pagesOfTable(sql: SqlStorage, table: string): Generator<string, number> {
  let rows = 0
  let last: number | undefined = Number.MIN_SAFE_INTEGER
  let text = ''
  while (last !== undefined) {
    const cursor: SqlStorageCursor<Record<string, SqlStorageValue>> = sql.exec(
      `SELECT rowid, * FROM "${table}" WHERE rowid > ? ORDER BY rowid`,
      last,
    )
    if (rows === 0) text = line({ table, columns: cursor.columnNames.slice(1) })
    last = undefined
    for (const [rowid, ...cells] of cursor.raw<SqlStorageValue[]>()) {
      text += line(cells.map((cell) => toCell(cell instanceof ArrayBuffer ? new Uint8Array(cell) : cell)))
      rows += 1
      if (text.length < PAGE) continue
      last = Number(rowid)
      break
    }
    yield text
    text = ''
  }
  return rows
}
