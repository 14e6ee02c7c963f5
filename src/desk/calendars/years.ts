import { Temporal } from 'temporal-polyfill'
import type { CalendarRow } from '../../../prisma/rows.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

type Known = Pick<CalendarRow, 'id' | 'timeZone' | 'knownUntil'>

/** Two months before the years end whose holidays are known; null: it does not know any. */
export function endsSoonAt({ timeZone, knownUntil }: Omit<Known, 'id'>): number | null {
  if (knownUntil === null) return null
  return Temporal.PlainDate.from({ year: knownUntil, month: 11, day: 1 }).toZonedDateTime(timeZone).epochMilliseconds
}

/** Sees to it that the desk is told in time when a calendar's holidays run out. Inside a transaction. */
export function createYears(
  { sql, clock, commit, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>,
  { jobs, log }: { jobs: JobsRoom; log: LogRoom },
): (calendar: Known) => void {
  const one = sql.prepare<Known>('SELECT id, timeZone, knownUntil FROM Calendar WHERE id = ?')

  // What was changed meanwhile counts: one that came too early is asked for again, and a calendar that is gone ends it.
  jobs.handle('calendar-years', async ({ key }) => {
    const calendar = one.get(Number(key))
    const at = calendar ? endsSoonAt(calendar) : null
    if (!calendar || at === null) return
    if (at > clock.now()) return at
    const data = { calendar: calendar.id, knownUntil: calendar.knownUntil }
    trace('warn', 'calendar.ending', data)
    await commit(() => log.append({ type: 'calendar.ending', actor: 'system', data }))
  })

  return (calendar) => {
    const at = endsSoonAt(calendar)
    if (at !== null) jobs.schedule('calendar-years', String(calendar.id), at)
  }
}
