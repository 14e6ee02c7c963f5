import type { World } from './world.ts'

/** One element of `msg_list`. */
export type Item = { msgid: string; send_time: number; origin: 3 | 4 | 5; msgtype: string } & Record<string, unknown>

export interface Entry {
  /** Lab milliseconds. */
  at: number
  /** Absent: takes a place in the log, but is not shown to the API – as messages sent by the API are not. */
  item?: Item
  /** A voice note in the other format: its `media_id` when SILK was asked for. */
  silk?: string
  /** The hub has read it. */
  seen?: () => void
}

/** What happened in one account, in order. Read with cursors that say nothing to whoever holds them. */
export class MessageLog {
  readonly #world: World
  readonly #entries: Entry[] = []
  readonly #positions = new Map<string, number>()
  readonly #cursors = new Map<number, string>()
  #oldest = 0

  constructor(world: World) {
    this.#world = world
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
  }

  /**
   * A page of at most `limit` places after a cursor, or from the beginning; nothing beyond the horizon. A page may hold
   * nothing to show although more follows. Undefined: no such cursor. An old cursor gives the same again.
   */
  read(cursor: string, limit: number): { entries: Entry[]; cursor: string; more: boolean } | undefined {
    const from = cursor === '' ? 0 : this.#positions.get(cursor)
    if (from === undefined) return undefined
    const start = Math.max(from, this.#firstWithin(this.#world.now() - this.#world.options.horizonMs))
    const page = this.#entries.slice(start, start + limit)
    const end = start + page.length
    const entries = page.filter((entry) => entry.item !== undefined)
    for (const entry of entries) entry.seen?.()
    return { entries, cursor: this.#cursorAt(end), more: end < this.#entries.length }
  }

  #firstWithin(time: number): number {
    while ((this.#entries[this.#oldest]?.at ?? Infinity) < time) this.#oldest++
    return this.#oldest
  }

  #cursorAt(position: number): string {
    const known = this.#cursors.get(position)
    if (known !== undefined) return known
    const cursor = this.#world.id('4gw7', 24)
    this.#cursors.set(position, cursor)
    this.#positions.set(cursor, position)
    return cursor
  }
}
