const NUL = String.fromCodePoint(0)

/** Text that every database and client can hold: no NUL, no half surrogate pairs (both become U+FFFD). */
export const cleanText = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes(NUL) ? whole.replaceAll(NUL, '\uFFFD') : whole
}

/** The same value with every string in it cleaned; the very same object where nothing had to change. */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => clean(item))
    return (items.some((item, index) => item !== value[index]) ? items : value) as T
  }
  let changed = false
  const entries = Object.entries(value).map(([key, item]) => {
    const [cleanKey, cleanItem] = [cleanText(key), clean(item)]
    changed ||= cleanItem !== item || cleanKey !== key
    return [cleanKey, cleanItem] as const
  })
  return changed ? (Object.fromEntries(entries) as T) : value
}
