import type { ConversationRow, PromisedRow } from '../../../prisma/rows.ts'
import { dueAfter, type PromiseKind, turned } from '../../model/promise.ts'
import type { Priority } from '../../model/states.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Calendars } from '../calendars/calendars.ts'
import { createSetDue } from '../conversations/due.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Queues } from '../routing/queues.ts'

const FACTS = 'queueId, priority, status, agentId, waitingSince, firstReplyAt'
type Facts = Columns<ConversationRow, typeof FACTS>
const ROW = 'kind, used, since, warnAt, dueAt, state'
type Row = Columns<PromisedRow, typeof ROW>

/** When this part of the time has gone, those who can still keep it are told. */
const WARN = 0.8

/** What is promised in a conversation is reckoned anew, after something of it has changed. Inside a transaction. */
export type Reckon = (conversationId: number) => void

/**
 * Promises of queues, conversation by conversation. They run while the customer waits for us, in the queue's working time; what was broken
 * stays broken until it is done. A hub that promises nothing is asked nothing.
 */
export function createPromises(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { queues: Queues; calendars: Pick<Calendars, 'hours'>; jobs: JobsRoom; log: LogRoom },
): Reckon {
  const { queues, calendars, jobs, log } = rooms
  const setDue = createSetDue({ sql })
  const facts = sql.prepare<Facts>(`SELECT ${FACTS} FROM Conversation WHERE id = ?`)
  const rows = sql.prepare<Row>(`SELECT ${ROW} FROM Promised WHERE conversationId = ?`)
  const put = sql.prepare(
    `INSERT INTO Promised (conversationId, kind, used, since, warnAt, dueAt, state) VALUES (:id, :kind, :used, :since, :warnAt, :dueAt, :state)
     ON CONFLICT (conversationId, kind) DO UPDATE SET used = :used, since = :since, warnAt = :warnAt, dueAt = :dueAt, state = :state`,
  )
  const drop = sql.prepare('DELETE FROM Promised WHERE conversationId = ? AND kind = ?')

  /** What is promised now: it begins with the customer's wait, and a solution is owed until there is one. */
  function kindsOf({ status, waitingSince, firstReplyAt }: Facts, kept: readonly Row[]): PromiseKind[] {
    if (status === 'resolved') return []
    const answer: PromiseKind[] = waitingSince === null ? [] : [firstReplyAt === null ? 'firstAnswer' : 'nextAnswer']
    const owed = waitingSince !== null || kept.some(({ kind }) => kind === 'resolution')
    return owed ? [...answer, 'resolution'] : answer
  }

  function reckoned(of: Facts, kept: readonly Row[], kind: PromiseKind): Row | undefined {
    const { promises, hoursId } = queues.get(of.queueId)
    const minutes = promises?.[kind]?.[of.priority as Priority]
    if (minutes === undefined) return undefined
    const before = kept.find((row) => row.kind === kind)
    // Whatever happens to it afterwards, it was not kept in time.
    if (before?.state === 'breached') return before
    const calendar = hoursId === null ? null : calendars.hours(hoursId)
    const running = of.waitingSince !== null && of.status !== 'snoozed'
    const spent = turned(calendar, before ?? { used: 0, since: running ? of.waitingSince : null }, running, clock.now())
    const warnAt = before?.state === 'warned' ? null : dueAfter(calendar, spent, minutes * WARN)
    return { kind, ...spent, warnAt, dueAt: dueAfter(calendar, spent, minutes), state: before?.state ?? 'open' }
  }

  /** What is promised from now on, and until when. */
  function written(id: number): { of: Facts | undefined; now: Row[] } {
    const of = facts.get(id)
    const kept = rows.all(id)
    const now = of ? kindsOf(of, kept).flatMap((kind) => reckoned(of, kept, kind) ?? []) : []
    for (const { kind } of kept) if (!now.some((row) => row.kind === kind)) drop.run(id, kind)
    for (const row of now) if (!kept.includes(row)) put.run({ id, ...row })
    setDue(id, earliest(now.map(({ dueAt }) => dueAt)))
    return { of, now }
  }

  function passed(id: number, { agentId }: Facts, row: Row, state: 'warned' | 'breached'): Row {
    const after = { ...row, state, warnAt: null }
    put.run({ id, ...after })
    const data = { kind: row.kind, dueAt: row.dueAt, ...(agentId !== null && { agent: agentId }) }
    log.append({ type: `promise.${state}`, actor: 'system', conversationId: id, data })
    return after
  }

  jobs.handle('promise', ({ key }) =>
    commit(() => {
      const id = Number(key)
      const { of, now } = written(id)
      if (!of) return undefined
      const told = now.map((row) => {
        if (row.state !== 'breached' && isPast(row.dueAt)) return passed(id, of, row, 'breached')
        return isPast(row.warnAt) ? passed(id, of, row, 'warned') : row
      })
      return nextOf(told) ?? undefined
    }),
  )
  const isPast = (at: number | null): boolean => at !== null && at <= clock.now()

  return (id) => {
    if (!queues.promise()) return
    const at = nextOf(written(id).now)
    // A job that comes too early finds out by itself.
    if (at === null) jobs.cancel('promise', String(id))
    else jobs.schedule('promise', String(id), at)
  }
}

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((at) => at !== null)
  return known.length > 0 ? Math.min(...known) : null
}

/** When somebody has to be told next. */
const nextOf = (rows: readonly Row[]): number | null =>
  earliest(rows.filter(({ state }) => state !== 'breached').flatMap(({ warnAt, dueAt }) => [warnAt, dueAt]))
