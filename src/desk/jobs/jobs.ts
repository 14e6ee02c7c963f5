import type { JobRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'
import { type Lane, createLanes } from './lanes.ts'

export interface Job<Data = unknown> {
  id: number
  key: string
  /** What it was scheduled with, after JSON; null without. */
  data: Data
  attempts: number
}

/** Does a due job. Must be harmless when done twice. Returning a time (ms) runs it again then; a throw tries again with back-off. */
export type JobHandler<Data = unknown> = (job: Job<Data>) => Promise<number | void>

export interface JobsRoom {
  /** Inside a transaction: at most one row per kind and key; a second call moves the time, if it is earlier. */
  schedule(kind: string, key: string, dueAt: number, data?: unknown): void
  cancel(kind: string, key: string): void
  /** `Data`: with what its kind is always scheduled. */
  handle<Data>(kind: string, handler: JobHandler<Data>): void
  /** Starts what is due and not running yet, as many of a kind as may run at once; never waits. */
  run(): void
  /** When the next row that is not running is due, or null. */
  next(): number | null
  readonly busy: boolean
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

const COLUMNS = 'id, kind, key, data, attempts'
type Row = Columns<JobRow, typeof COLUMNS>

/** When not even a failure could be written down: the database has to recover first. */
const PAUSE_MS = 1000
/** A job that failed this often stays with its error and is tried once a day. */
const MANY = 12
const DAY = 86_400_000

const backoff = (attempts: number): number => (attempts >= MANY ? DAY : Math.min(1000 * 2 ** attempts, 3_600_000))

/** `kick` is called when a job has ended: more may be due. */
export function createJobs({ sql, clock, commit, trace }: Kit, kick: () => void): JobsRoom {
  const put = sql.prepare<Pick<JobRow, 'id'>>(
    `INSERT INTO Job (kind, key, dueAt, data) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE SET dueAt = min(dueAt, excluded.dueAt), data = coalesce(excluded.data, data) RETURNING id`,
  )
  const drop = sql.prepare('DELETE FROM Job WHERE kind = ? AND key = ?')
  const due = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Job WHERE kind = ? AND dueAt <= ? ORDER BY dueAt LIMIT ?`)
  const coming = sql.prepare<Pick<JobRow, 'id' | 'dueAt'>>('SELECT id, dueAt FROM Job WHERE kind = ? ORDER BY dueAt LIMIT ?')
  // Once, when the desk opens: also kinds that only a newer version knows.
  const kinds = sql.prepare<Pick<JobRow, 'kind'>>('SELECT DISTINCT kind FROM Job')
  const done = sql.prepare('DELETE FROM Job WHERE id = ?')
  const again = sql.prepare('UPDATE Job SET dueAt = ?, attempts = ?, error = ? WHERE id = ?')

  const handlers = new Map<string, JobHandler<never>>()
  /** When those that are running were asked for again. */
  const wanted = new Map<number, number>()
  const lanes = createLanes(kick)
  for (const { kind } of kinds.all()) lanes.of(kind)

  async function runOne({ id, kind, key, data, attempts }: Row): Promise<void> {
    try {
      const handler = handlers.get(kind)
      if (!handler) throw new Error(`no handler for ${kind}`)
      const later = await handler({ id, key, attempts, data: (data === null ? null : JSON.parse(data)) as never })
      await commit(() => {
        const times = [later, wanted.get(id)].filter((time) => typeof time === 'number')
        return times.length > 0 ? again.run(Math.min(...times), 0, null, id) : done.run(id)
      })
    } catch (error) {
      trace('warn', 'job.failed', { kind, key, attempts, error: String(error) })
      await commit(() => again.run(clock.now() + backoff(attempts), attempts + 1, String(error).slice(0, 500), id)).catch(() => {
        trace('error', 'job.stuck', { kind, key })
        return new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      })
    } finally {
      wanted.delete(id)
    }
  }

  function start({ kind, concurrency, pool, alarm }: Lane): void {
    if (!alarm.due(clock.now())) return
    // Those that run are still among the due ones.
    for (const row of due.all(kind, clock.now(), concurrency)) pool.start(String(row.id), () => runOne(row))
    alarm.set(pool.free === 0 ? null : (coming.all(kind, concurrency + 1).find(({ id }) => !pool.has(String(id)))?.dueAt ?? null))
  }

  return {
    schedule(kind, key, dueAt, data) {
      const { pool, alarm } = lanes.of(kind)
      const id = put.get(kind, key, dueAt, data === undefined ? null : JSON.stringify(data))?.id ?? 0
      if (pool.has(String(id))) wanted.set(id, Math.min(dueAt, wanted.get(id) ?? dueAt))
      alarm.by(dueAt)
    },
    cancel: (kind, key) => void drop.run(kind, key),
    handle: (kind, handler) => void handlers.set(kind, handler),
    run() {
      for (const lane of lanes) start(lane)
    },
    next() {
      const times = [...lanes].map(({ alarm }) => alarm.at).filter((at) => at !== null)
      return times.length > 0 ? Math.min(...times) : null
    },
    get busy() {
      return [...lanes].some(({ pool }) => pool.busy)
    },
    async idle() {
      while (this.busy) await Promise.all([...lanes].map(({ pool }) => pool.idle()))
    },
  }
}
