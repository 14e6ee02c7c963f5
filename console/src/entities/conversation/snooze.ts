export interface SnoozeTime {
  id: 'hour' | 'later' | 'tomorrow' | 'week'
  at: Date
}

/** Times to be reminded at, from now on, by the clock on the wall. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const at = (days: number, hour: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour)
  const monday = (8 - now.getDay()) % 7 || 7
  return [
    { id: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { id: 'later', at: at(0, now.getHours() < 15 ? 18 : 21) },
    { id: 'tomorrow', at: at(1, 9) },
    { id: 'week', at: at(monday, 9) },
  ].filter(
    (choice, index, all): choice is SnoozeTime =>
      choice.at > now && all.findIndex(({ at }) => at.getTime() === choice.at.getTime()) === index,
  )
}

/** As a `datetime-local` field writes it: local time, to the minute. */
export function localMinute(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}
