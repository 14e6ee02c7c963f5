type Keys<T> = T extends unknown ? keyof T : never

/** An object as it came over the wire: the names are those of `T`, the values are anything. */
export type Raw<T> = Readonly<Partial<Record<Keys<T>, unknown>>>

const isObject = <T>(value: unknown): value is Raw<T> => typeof value === 'object' && value !== null && !Array.isArray(value)

export const object = <T>(value: unknown): Raw<T> | undefined => (isObject<T>(value) ? value : undefined)

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A text that is not empty. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export const number = (value: unknown): number | undefined => (Number.isFinite(value) ? (value as number) : undefined)

/** The object without its undefined properties: for those that may be absent but not undefined. */
export function given<T extends object>(values: { [K in keyof T]: {} extends Pick<T, K> ? T[K] | undefined : T[K] }): T {
  const out: { [key: string]: unknown } = {}
  for (const key in values) if (values[key] !== undefined) out[key] = values[key]
  return out as T
}
