/** X's ids are numbers of 64 bits, written as text. */
export const id = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : undefined)

/** Later ids are larger: they begin with the time. */
export const isAfter = (one: string, other: string): boolean => (one.length === other.length ? one > other : one.length > other.length)
