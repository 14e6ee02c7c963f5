/** Statements that are kept prepared: one for each combination of filters in use. */
const KEPT = 200

/** What was made for this text; of too many, the one used longest ago goes. */
export function kept<T>(all: Map<string, T>, text: string, make: () => T): T {
  const known = all.has(text) ? (all.get(text) as T) : make()
  all.delete(text)
  all.set(text, known)
  const [oldest] = all.keys()
  if (all.size > KEPT && oldest !== undefined) all.delete(oldest)
  return known
}
