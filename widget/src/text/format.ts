/** Dates, times and sizes as the visitor's language writes them. */
export interface Format {
  time(at: string | number): string
  /** "today", "yesterday", or the date. */
  day(at: string | number): string
  bytes(count: number): string
}

const DAY = 86_400_000
const startOfDay = (at: Date): number => new Date(at).setHours(0, 0, 0, 0)

export function createFormat(language: string): Format {
  const tag = Intl.DateTimeFormat.supportedLocalesOf([language])[0] ?? 'en'
  const time = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' })
  const date = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'long' })
  const near = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const size = (unit: string) => new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 })
  return {
    time: (at) => time.format(new Date(at)),
    day(at) {
      const days = Math.round((startOfDay(new Date(at)) - startOfDay(new Date())) / DAY)
      const text = days > -2 && days < 1 ? near.format(days, 'day') : date.format(new Date(at))
      return text.charAt(0).toLocaleUpperCase(tag) + text.slice(1)
    },
    bytes: (count) => (count < 1e6 ? size('kilobyte').format(count / 1000) : size('megabyte').format(count / 1e6)),
  }
}
