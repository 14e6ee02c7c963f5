const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = formats.get(key)
  if (known) return known as F
  const made = make()
  formats.set(key, made)
  return made
}

type Unit = 'second' | 'minute' | 'hour' | 'day'

function unit(locale: string, value: number, name: Unit, unitDisplay: 'narrow' | 'long' = 'narrow'): string {
  const format = cached(`${locale} ${name} ${unitDisplay}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }))
  return format.format(value)
}

const dates = (locale: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  cached(`${locale} ${key}`, () => new Intl.DateTimeFormat(locale, options))

/** A length of time in its largest unit: `42s`, `5m`, `3h`, `2d`. Never negative. */
export function span(ms: number, locale: string): string {
  if (ms >= DAY) return unit(locale, Math.floor(ms / DAY), 'day')
  if (ms >= HOUR) return unit(locale, Math.floor(ms / HOUR), 'hour')
  if (ms >= MINUTE) return unit(locale, Math.floor(ms / MINUTE), 'minute')
  return unit(locale, Math.max(0, Math.floor(ms / 1000)), 'second')
}

/** A length of time in its two largest units: `1d 4h`, `3h 20m`, `12m`, `45s`. */
export function preciseSpan(ms: number, locale: string): string {
  if (ms < HOUR) return span(ms, locale)
  const [large, small] = ms >= DAY ? [DAY, HOUR] : [HOUR, MINUTE]
  const rest = ms % large
  return rest < small ? span(ms, locale) : `${span(ms - rest, locale)} ${span(rest, locale)}`
}

/** A limit as it is spoken of: `5 minutes`, `48 hours`, `30 days`. */
export function longSpan(ms: number, locale: string): string {
  if (ms > 2 * DAY && ms % DAY === 0) return unit(locale, ms / DAY, 'day', 'long')
  if (ms >= HOUR && ms % HOUR === 0) return unit(locale, ms / HOUR, 'hour', 'long')
  return unit(locale, Math.round(ms / MINUTE), 'minute', 'long')
}

/** What is left until something ends: minutes and seconds (`04:59`) under an hour, hours and minutes (`47:59`) above. Never negative. */
export function countdown(ms: number): string {
  const seconds = wholeSeconds(ms)
  const [large, small] = isUnderAnHour(ms) ? [two(seconds / 60), seconds % 60] : [String(Math.floor(seconds / 3600)), (seconds / 60) % 60]
  return `${large}:${two(small)}`
}

/** Which of its two forms `countdown` has. */
export const isUnderAnHour = (ms: number): boolean => wholeSeconds(ms) < HOUR / 1000

// A second that has begun counts: it says 00:00 only when it is over.
const wholeSeconds = (ms: number): number => Math.max(0, Math.ceil(ms / 1000))
const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')

const dayStart = (time: number): number => new Date(time).setHours(0, 0, 0, 0)

/** How many days ago `time` was, by the calendar. 0: today. */
export const daysAgo = (time: number, now: number): number => Math.round((dayStart(now) - dayStart(time)) / DAY)

export const sameDay = (a: number, b: number): boolean => dayStart(a) === dayStart(b)

export const clockTime = (time: number, locale: string): string =>
  dates(locale, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(time)

export const dateAndTime = (time: number, locale: string): string =>
  dates(locale, 'full', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(time)

/** `Monday 9 November`; with the year when it is another one. */
export function longDate(time: number, now: number, locale: string): string {
  const year = new Date(time).getFullYear() !== new Date(now).getFullYear()
  return dates(locale, `long${String(year)}`, { weekday: 'long', day: 'numeric', month: 'long', ...(year && { year: 'numeric' }) }).format(
    time,
  )
}

/** A time to come: the time of day, with the weekday unless it is today. */
export const comingTime = (time: number, now: number, locale: string): string =>
  sameDay(time, now) ? clockTime(time, locale) : `${dates(locale, 'weekday', { weekday: 'short' }).format(time)} ${clockTime(time, locale)}`

/** For a list: the time of day today, then the weekday, then the date. */
export function listTime(time: number, now: number, locale: string): string {
  const days = daysAgo(time, now)
  if (days <= 0) return clockTime(time, locale)
  if (days < 7) return dates(locale, 'weekday', { weekday: 'short' }).format(time)
  return dates(locale, 'date', { day: 'numeric', month: 'short' }).format(time)
}

export const fileSize = (bytes: number, locale: string): string => {
  const [value, name] = bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : bytes >= 1e3 ? [bytes / 1e3, 'kilobyte'] : [bytes, 'byte']
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}

/** `1:05`, for audio and video. */
export const playTime = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
