import { Temporal } from 'temporal-polyfill'

/** From and to, `HH:MM` on the wall clock. One that ends no later than it begins ends on the next day; `24:00` is midnight. */
export type Shift = readonly [from: string, to: string]

/** When somebody works. */
export interface Calendar {
  /** As the IANA database names it. */
  timeZone: string
  /** Seven days, Monday first. */
  week: readonly (readonly Shift[])[]
  /** Days that differ, by `YYYY-MM-DD`: holidays have no shifts. A shift belongs to the day on which it begins. */
  days: ReadonlyMap<string, readonly Shift[]>
}

/** ms since the epoch: open from the first to just before the second. */
type Span = readonly [from: number, to: number]

/** So many days without work in a row, and nothing is looked for any more. */
const CLOSED_DAYS = 400
/** So far ahead is looked at all. */
const MOST_DAYS = 3700
const NONE: readonly Shift[] = []

/** A time that the clock jumps over is the jump; of one that it shows twice, a shift begins at the first and ends at the second. */
function instant(day: Temporal.PlainDate, time: string, timeZone: string, twice: 'earlier' | 'later'): number {
  const local = day.toPlainDateTime(time)
  const found = local.toZonedDateTime(timeZone, { disambiguation: twice })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds
  const before = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return (before.getTimeZoneTransition('next') ?? found).epochMilliseconds
}

function spanOf(day: Temporal.PlainDate, [from, to]: Shift, timeZone: string): Span {
  const end = to <= from || to === '24:00' ? day.add({ days: 1 }) : day
  return [instant(day, from, timeZone, 'earlier'), instant(end, to === '24:00' ? '00:00' : to, timeZone, 'later')]
}

/** What is open after an instant, in order and without overlaps; spans may touch. Ends by itself. */
function* spansAfter({ timeZone, week, days }: Calendar, at: number): Generator<Span, void> {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate()
  let done = at
  let closed = 0
  // Shifts of the day before may last until now, past midnight and past a clock that was put back.
  for (let ahead = -2; ahead < MOST_DAYS && closed < CLOSED_DAYS; ahead++) {
    const day = today.add({ days: ahead })
    const shifts = days.get(day.toString()) ?? week[day.dayOfWeek - 1] ?? NONE
    closed = shifts.length === 0 ? closed + 1 : 0
    const spans = shifts.map((shift) => spanOf(day, shift, timeZone)).toSorted((a, b) => a[0] - b[0])
    for (const [from, to] of spans) {
      if (to <= Math.max(from, done)) continue
      yield [Math.max(from, done), to]
      done = to
    }
  }
}

/** The first instant from then on at which it is open; null: none is in sight. */
export function nextOpening(calendar: Calendar, at: number): number | null {
  for (const [from] of spansAfter(calendar, at)) return from
  return null
}

/** Whether somebody works at that instant. */
export const isOpen = (calendar: Calendar, at: number): boolean => nextOpening(calendar, at) === at

/** When it closes that is open then, or opens next; null: it does neither within sight. */
export function nextClosing(calendar: Calendar, at: number): number | null {
  let end: number | undefined
  let touching = 0
  for (const [from, to] of spansAfter(calendar, at)) {
    if (end !== undefined && from > end) return end
    end = to
    if (++touching > CLOSED_DAYS) return null
  }
  return end ?? null
}

/** When so much working time has passed; null: never, as far as can be seen. */
export function due(calendar: Calendar, at: number, minutes: number): number | null {
  let left = minutes * 60_000
  if (left <= 0) return at
  for (const [from, to] of spansAfter(calendar, at)) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  return null
}

/** ms of working time between two instants; 0 where the second is not the later one. */
export function workingTime(calendar: Calendar, since: number, until: number): number {
  let sum = 0
  for (const [from, to] of spansAfter(calendar, since)) {
    if (from >= until) break
    sum += Math.min(to, until) - from
  }
  return sum
}
