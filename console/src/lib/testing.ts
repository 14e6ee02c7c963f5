import type { Keep } from './persisted.ts'

/** A storage that lives as long as the test. */
export function createKeep(kept: Record<string, string> = {}): Keep & { readonly size: number } {
  const all = new Map(Object.entries(kept))
  return {
    get size() {
      return all.size
    },
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  }
}
