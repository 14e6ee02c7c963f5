import type { Storage } from './storage.ts'

/** Something that was written here and is not confirmed. */
export type Unsent<T> = T & {
  key: string
  /** When it was written, ms. */
  at: number
  /** `sent`: the hub has it. `failed`: the hub does not want it. */
  state: 'waiting' | 'sent' | 'failed'
  /** Why it failed, where the hub gave a reason. */
  code?: string
}

export interface OutboxOptions<T> {
  storage: Storage
  /** What the names of this outbox's entries begin with. */
  prefix: string
  /** Resolves when the hub has it; it may `settle` what nothing more will come for. */
  send(item: Unsent<T>): Promise<unknown>
  /** The reason of an answer that would be the same every time; null: asking again may help. */
  refusal(error: unknown): string | null
  /** Order is kept within a line, and no line waits for another. Default: all is one. */
  line?(item: T): string
  /** Ms after which what was never sent is forgotten; default never. */
  maxAge?: number
  /** After each change of `items()`. */
  changed(): void
}

export interface Outbox<T> {
  /** In the order in which they were written. */
  items(): Unsent<T>[]
  /** Keeps it; `flush` sends it. */
  add(key: string, item: T): void
  /** The hub's own copy has come, or it shall not be sent: forgets it. */
  settle(key: string): void
  /** Lets what failed wait again. */
  retry(key: string): void
  /** Takes in what other pages have kept and settled since. */
  reload(): void
  /** Sends what waits in a line, in order, one at a time. Rejects when there is no answer: call it again later. */
  flush(line?: string): Promise<void>
}

/**
 * Keeps each message under its client-made key until the hub has acknowledged it: it survives a reload, and the hub
 * takes a key only once. One storage entry each, so that two pages do not overwrite each other.
 */
export function createOutbox<T extends object>(options: OutboxOptions<T>): Outbox<T> {
  const { storage, prefix, send, refusal, line: lineOf = () => '', maxAge = Infinity, changed } = options
  const items = new Map<string, Unsent<T>>()
  const flushing = new Map<string, Promise<void>>()

  /** What waits or failed is what the storage says: another page may have sent it or thrown it away. */
  function load(): void {
    const all = [...items.values()].filter(({ state }) => state === 'sent')
    for (const name of storage.keys(prefix)) {
      try {
        const item = JSON.parse(storage.get(name) ?? '') as Unsent<T>
        if (Date.now() - item.at < maxAge) all.push(item)
        else storage.set(name, null)
      } catch {
        // Nothing of ours.
      }
    }
    items.clear()
    for (const item of all.toSorted((a, b) => a.at - b.at)) items.set(item.key, item)
  }
  load()

  function put(item: Unsent<T>): void {
    items.set(item.key, item)
    storage.set(prefix + item.key, item.state === 'sent' ? null : JSON.stringify(item))
    changed()
  }

  function next(line: string): Unsent<T> | undefined {
    load()
    return [...items.values()].find((item) => item.state === 'waiting' && lineOf(item) === line)
  }

  async function flushLine(line: string): Promise<void> {
    try {
      for (let item = next(line); item; item = next(line)) {
        let code: string | null = null
        try {
          await send(item)
        } catch (error) {
          code = refusal(error)
          if (code === null) throw error
        }
        load()
        if (items.has(item.key)) put(code === null ? { ...item, state: 'sent' } : { ...item, state: 'failed', code })
      }
    } finally {
      flushing.delete(line)
      changed()
    }
  }

  return {
    items: () => [...items.values()],
    add(key, item) {
      load()
      // Not two at the same time: the time is the order after a reload.
      const at = Math.max(Date.now(), ([...items.values()].at(-1)?.at ?? 0) + 1)
      put({ ...item, key, at, state: 'waiting' })
    },
    settle(key) {
      storage.set(prefix + key, null)
      if (items.delete(key)) changed()
    },
    retry(key) {
      const item = items.get(key)
      if (item) put({ ...item, state: 'waiting' })
    },
    reload() {
      load()
      changed()
    },
    flush(line = '') {
      const running = flushing.get(line)
      if (running || !next(line)) return running ?? Promise.resolve()
      const started = flushLine(line)
      flushing.set(line, started)
      return started
    },
  }
}
