import type { CalendarDayRow, CalendarRow, QueueRow } from '../../../prisma/rows.ts'
import type { Calendar, Shift } from '../../model/calendar.ts'
import type { Columns } from '../../ports/sql.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Acting } from '../web/roles.ts'
import { CHINA, CHINA_UNTIL } from './china.ts'

const COLUMNS = 'id, name, timeZone, week, knownUntil'
type Row = Columns<CalendarRow, typeof COLUMNS>
type DayRow = Pick<CalendarDayRow, 'day' | 'hours' | 'name'>

/** A day that differs from the week: without hours a holiday, with some a workday. */
export interface SpecialDay {
  day: string
  hours: Shift[]
  name: string | null
}

/** A calendar as it is kept. `knownUntil`: the last year whose holidays are among its days; null: nobody has said. */
export interface KeptCalendar extends Omit<Row, 'week'> {
  week: Shift[][]
  days: SpecialDay[]
}

/** What an admin sets; what is absent stays. `days` replaces them all. */
export type CalendarChange = { [K in keyof Omit<KeptCalendar, 'id'>]?: KeptCalendar[K] | undefined }

/** When the desk works. Commands are one transaction each, logged. Throws `not-found`, `calendar-name-taken`, `calendar-in-use`. */
export interface Calendars {
  all(): KeptCalendar[]
  get(id: number): KeptCalendar
  /** For reckoning; remembered. */
  hours(id: number): Calendar
  create(by: Acting, calendar: Omit<KeptCalendar, 'id'>): Promise<KeptCalendar>
  change(by: Acting, id: number, change: CalendarChange): Promise<KeptCalendar>
  /** Not while a queue goes by it. */
  remove(by: Acting, id: number): Promise<void>
  /** Adds China's public holidays and make-up workdays; the latter have `workday`'s hours. Days that are there already stay. */
  addChina(by: Acting, id: number, workday: Shift[]): Promise<KeptCalendar>
}

export function createCalendars(
  { sql, commit, remembered }: Pick<Kit, 'sql' | 'commit' | 'remembered'>,
  { log, years }: { log: LogRoom; years: (calendar: Row) => void },
): Calendars {
  const all = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Calendar ORDER BY name`)
  const one = sql.prepare<Row>(`SELECT ${COLUMNS} FROM Calendar WHERE id = ?`)
  const named = sql.prepare<Pick<Row, 'id'>>('SELECT id FROM Calendar WHERE name = ?')
  const insert = sql.prepare<Row>(`INSERT INTO Calendar (name, timeZone, week, knownUntil) VALUES (?, ?, ?, ?) RETURNING ${COLUMNS}`)
  const update = sql.prepare('UPDATE Calendar SET name = ?, timeZone = ?, week = ?, knownUntil = ? WHERE id = ?')
  const remove = sql.prepare('DELETE FROM Calendar WHERE id = ?')
  const daysOf = sql.prepare<DayRow>('SELECT day, hours, name FROM CalendarDay WHERE calendarId = ? ORDER BY day')
  const dropDays = sql.prepare('DELETE FROM CalendarDay WHERE calendarId = ?')
  const addDay = sql.prepare('INSERT INTO CalendarDay (calendarId, day, hours, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const usedBy = sql.prepare<Pick<QueueRow, 'id'>>('SELECT id FROM Queue WHERE hoursId = ?')

  const known = remembered.of<number, Calendar>()

  const kept = (row: Row): KeptCalendar => ({
    ...row,
    week: JSON.parse(row.week) as Shift[][],
    days: daysOf.all(row.id).map(({ day, hours, name }) => ({ day, hours: JSON.parse(hours) as Shift[], name })),
  })
  function get(id: number): KeptCalendar {
    const row = one.get(id)
    if (!row) throw notFound('calendar')
    return kept(row)
  }
  function demandName(name: string, id?: number): void {
    const taken = named.get(name)
    if (taken && taken.id !== id) throw new DeskError('calendar-name-taken', 409, 'There is a calendar of this name already.')
  }
  function putDays(id: number, days: readonly SpecialDay[]): void {
    for (const { day, hours, name } of days) addDay.run(id, day, JSON.stringify(hours), name)
  }
  function changed(by: Acting, id: number, what: string[]): void {
    known.drop(id)
    log.append({ type: 'calendar.updated', actor: `agent:${by.id}`, data: { calendar: id, changed: what } })
  }
  function written(by: Acting, id: number, { days, ...plain }: CalendarChange): KeptCalendar {
    const before = get(id)
    const name = plain.name ?? before.name
    demandName(name, id)
    const knownUntil = plain.knownUntil === undefined ? before.knownUntil : plain.knownUntil
    update.run(name, plain.timeZone ?? before.timeZone, JSON.stringify(plain.week ?? before.week), knownUntil, id)
    if (days) dropDays.run(id)
    putDays(id, days ?? [])
    changed(by, id, Object.keys({ ...plain, ...(days && { days }) }))
    const row = one.get(id)
    if (row) years(row)
    return get(id)
  }

  return {
    all: () => all.all().map(kept),
    get,
    hours(id) {
      const found = known.get(id)
      if (found) return found
      const { timeZone, week, days } = get(id)
      return known.keep(id, { timeZone, week, days: new Map(days.map(({ day, hours }) => [day, hours])) })
    },
    create: (by, { name, timeZone, week, knownUntil, days }) =>
      commit(() => {
        demandName(name)
        const row = insert.get(name, timeZone, JSON.stringify(week), knownUntil)
        if (!row) throw notFound('calendar')
        putDays(row.id, days)
        changed(by, row.id, ['created'])
        years(row)
        return kept(row)
      }),
    change: (by, id, change) => commit(() => written(by, id, change)),
    remove: (by, id) =>
      commit(() => {
        get(id)
        if (usedBy.get(id)) throw new DeskError('calendar-in-use', 409, 'A queue goes by this calendar: give it another one first.')
        dropDays.run(id)
        remove.run(id)
        changed(by, id, ['deleted'])
      }),
    addChina: (by, id, workday) =>
      commit(() => {
        const before = get(id)
        putDays(
          id,
          CHINA.map(([day, works, name]) => ({ day, hours: works ? workday : [], name })),
        )
        return written(by, id, { knownUntil: Math.max(before.knownUntil ?? 0, CHINA_UNTIL) })
      }),
  }
}
