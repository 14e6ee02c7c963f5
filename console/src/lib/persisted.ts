/** Where values outlive the page. Everything may fail (private windows, full quota): then they live as long as the page. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const PREFIX = 'switchboard.'

/** Null where the key is absent or holds something else than JSON. */
export function readKept(keep: Keep, key: string): unknown {
  try {
    const text = keep.getItem(PREFIX + key)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

export function writeKept(keep: Keep, key: string, value: unknown): void {
  try {
    if (value === null) keep.removeItem(PREFIX + key)
    else keep.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Kept in memory only.
  }
}
