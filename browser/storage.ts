/** Small texts that outlive the page where the browser allows it. */
export interface Storage {
  /** False: storage is blocked, everything is gone with the page. */
  readonly lasting: boolean
  get(key: string): string | null
  /** Null removes. */
  set(key: string, value: string | null): void
  /** The keys that begin with `start`. */
  keys(start: string): string[]
}

/** `localStorage` under names that begin with `prefix`; memory where that is blocked or full. */
export function createStorage(prefix: string, disk = usable()): Storage {
  const memory = new Map<string, string>()
  return {
    lasting: disk !== null,
    get: (key) => memory.get(key) ?? disk?.getItem(prefix + key) ?? null,
    set(key, value) {
      memory.delete(key)
      if (value === null) return disk?.removeItem(prefix + key)
      try {
        if (!disk) throw new Error('blocked')
        disk.setItem(prefix + key, value)
      } catch {
        memory.set(key, value)
      }
    },
    keys(start) {
      const stored = disk ? Object.keys(disk).flatMap((key) => (key.startsWith(prefix + start) ? [key.slice(prefix.length)] : [])) : []
      return [...new Set([...stored, ...[...memory.keys()].filter((key) => key.startsWith(start))])]
    },
  }
}

function usable(): globalThis.Storage | null {
  try {
    const probe = 'switchboard:probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return null
  }
}
