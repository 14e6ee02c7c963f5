const NUL = String.fromCodePoint(0)

/** Text that every database and client can hold: no NUL, no half surrogate pairs (both become U+FFFD). */
export const cleanText = (text: string): string => {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return whole.includes(NUL) ? whole.replaceAll(NUL, '\uFFFD') : whole
}

const isCleanText = (text: string): boolean => text.isWellFormed() && !text.includes(NUL)

/** Nearly everything is, which is told without making anything. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isCleanText(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isClean)
  for (const key in value) if (!isCleanText(key) || !isClean((value as Record<string, unknown>)[key])) return false
  return true
}

/** The same value with every string in it cleaned; the very same object where nothing had to change. */
export const clean = <T>(value: T): T => (isClean(value) ? value : cleaned(value))

function cleaned<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item)) as T
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleaned(item)] as const)) as T
}
