/** What happened between a platform and the hub, as the lab saw it. */
export interface Entry {
  /** Grows by one; never reused. */
  n: number
  /** Lab time, milliseconds. */
  at: number
  /** Kind of the emulator. */
  platform: string
  /** `call`: the hub called the platform. `hook`: the platform called the hub. */
  way: 'call' | 'hook'
  /** The API method, or the kind of event delivered. */
  what: string
  /** The account it concerns, by its public name. */
  account?: string
  /** HTTP status, or why there was none. */
  status: number | 'lost' | 'refused' | 'closed' | 'timeout'
  request?: unknown
  response?: unknown
  /** How long it took, milliseconds of real time. */
  ms: number
  /** For a hook: which attempt it was, from 1. */
  attempt?: number
  /** For a hook that failed: lab milliseconds until the next attempt; null when given up. */
  retryIn?: number | null
  note?: string
}

export interface Query {
  after?: number | undefined
  platform?: string | undefined
  way?: Entry['way'] | undefined
  what?: string | undefined
}

/** Keeps the last entries in memory and tells whoever listens. */
export class Journal {
  #entries: Entry[] = []
  #listeners = new Set<(entry: Entry) => void>()
  #last = 0
  readonly #keep: number

  constructor(keep = 5000) {
    this.#keep = keep
  }

  add(entry: Omit<Entry, 'n'>): Entry {
    const full = { n: ++this.#last, ...entry }
    this.#entries.push(full)
    if (this.#entries.length > this.#keep * 1.2) this.#entries.splice(0, this.#entries.length - this.#keep)
    for (const listener of this.#listeners) listener(full)
    return full
  }

  /** Oldest first. `what` is compared without regard to case. */
  list(query: Query = {}): Entry[] {
    const what = query.what?.toLowerCase()
    return this.#entries.filter(
      (entry) =>
        entry.n > (query.after ?? 0) &&
        (query.platform === undefined || entry.platform === query.platform) &&
        (query.way === undefined || entry.way === query.way) &&
        (what === undefined || entry.what.toLowerCase() === what),
    )
  }

  clear(): void {
    this.#entries = []
  }

  onEntry(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
