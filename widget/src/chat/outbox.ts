import type { PublicPart } from '../../../src/desk/web/visitor-wire.ts'
import type { Wire } from '../../../adapters/web/schema.ts'
import { type Api, Refused } from './api.ts'
import type { Storage } from './storage.ts'

/** Something the visitor said that the hub's own copy has not come back for yet. */
export interface Unsent {
  key: string
  at: number
  said: Extract<Wire, { key?: string | undefined }>
  /** How it looks until then. */
  parts: PublicPart[]
  /** `sent`: the hub has it. `failed`: the hub does not want it. */
  state: 'waiting' | 'sent' | 'failed'
}

export interface Outbox {
  items(): Unsent[]
  add(said: Unsent['said'], parts: PublicPart[]): void
  /** The hub's own copy has come. */
  settle(key: string): void
  retry(key: string): void
  /** Sends what waits, in order, one at a time. Rejects when the hub cannot be reached: call it again later. */
  flush(token: string): Promise<void>
}

const PREFIX = 'out:'
/** The hub knows keys for 90 days; what is older might be said twice. */
const MAX_AGE = 60 * 86_400_000
/** Refused for good: asking again gives the same answer. */
const hopeless = ({ status }: Refused): boolean => status < 500 && ![401, 404, 408, 425, 429].includes(status)

/**
 * Keeps each message under its client-made key until the hub has acknowledged it: it survives a reload, and the hub
 * takes a key only once. One storage entry each, so that two pages of a site do not overwrite each other.
 */
export function createOutbox(storage: Storage, api: Pick<Api, 'say'>, changed: () => void): Outbox {
  const items = new Map<string, Unsent>()
  let flushing: Promise<void> | null = null

  const stored = storage.keys(PREFIX).flatMap((key) => {
    try {
      return [JSON.parse(storage.get(key) ?? '') as Unsent]
    } catch {
      return []
    }
  })
  for (const item of stored.toSorted((a, b) => a.at - b.at)) {
    if (Date.now() - item.at < MAX_AGE) items.set(item.key, item)
    else storage.set(PREFIX + item.key, null)
  }

  function put(item: Unsent): void {
    items.set(item.key, item)
    storage.set(PREFIX + item.key, item.state === 'sent' ? null : JSON.stringify(item))
    changed()
  }
  function drop(key: string): void {
    storage.set(PREFIX + key, null)
    if (items.delete(key)) changed()
  }

  async function flushAll(token: string): Promise<void> {
    for (let item = next(); item; item = next()) {
      try {
        await api.say(token, item.said)
      } catch (error) {
        if (!(error instanceof Refused && hopeless(error))) throw error
        put({ ...item, state: 'failed' })
        continue
      }
      // A press comes back without its key.
      if (item.said.type === 'press') drop(item.key)
      else if (items.has(item.key)) put({ ...item, state: 'sent' })
    }
  }
  const next = (): Unsent | undefined => [...items.values()].find(({ state }) => state === 'waiting')

  return {
    items: () => [...items.values()],
    add: (said, parts) => put({ key: said.key ?? '', at: Date.now(), said, parts, state: 'waiting' }),
    settle: drop,
    retry(key) {
      const item = items.get(key)
      if (item) put({ ...item, state: 'waiting' })
    },
    flush: (token) =>
      (flushing ??= flushAll(token).finally(() => {
        flushing = null
      })),
  }
}
