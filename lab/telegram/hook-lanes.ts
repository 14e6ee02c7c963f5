import type { LabClock } from '../clock.ts'
import type { Queued, UpdateQueue } from './updates.ts'

/** The updates of one chat and kind that are on their way. Only the head is sent; a failed head holds up this lane alone. */
export interface Lane {
  items: Queued[]
  /** Not before this lab time. */
  wakeAt: number
  busy: boolean
  fails: Map<number, { count: number; delay: number }>
}

/** With `shuffle`, how long a single update waits for a newer one to overtake it. */
const shuffleWait = 1000

/** What is loaded for delivery: the server looks at no more than twice as many lanes as it has connections. */
export class HookLanes {
  readonly #lanes = new Map<string, Lane>()
  readonly #updates: UpdateQueue
  readonly #max: number
  readonly #clock: LabClock
  #loadedUpTo = 0

  constructor(updates: UpdateQueue, max: number, clock: LabClock) {
    this.#updates = updates
    this.#max = max
    this.#clock = clock
  }

  load(): void {
    for (;;) {
      const items = this.#updates.from(this.#loadedUpTo, Math.max(0, this.#max - this.#lanes.size))
      if (items.length === 0) return
      for (const item of items) this.#take(item)
    }
  }

  #take(item: Queued): void {
    this.#loadedUpTo = item.id + 1
    const lane: Lane = this.#lanes.get(item.queue) ?? { items: [], wakeAt: this.#clock.now(), busy: false, fails: new Map() }
    lane.items.push(item)
    this.#lanes.set(item.queue, lane)
  }

  /** The lane that has waited longest and may be sent now. */
  due(shuffle: boolean): Lane | undefined {
    const lane = this.#soonest(shuffle)
    return lane !== undefined && this.#wakeOf(lane, shuffle) <= this.#clock.now() ? lane : undefined
  }

  nextWake(shuffle: boolean): number | undefined {
    const lane = this.#soonest(shuffle)
    return lane === undefined ? undefined : this.#wakeOf(lane, shuffle)
  }

  head(lane: Lane, shuffle: boolean): Queued {
    const item = shuffle ? lane.items.at(-1) : lane.items[0]
    if (item === undefined) throw new Error('a lane is never empty')
    return item
  }

  done(lane: Lane, item: Queued, received: boolean): void {
    lane.items.splice(lane.items.indexOf(item), 1)
    lane.fails.delete(item.id)
    lane.wakeAt = this.#clock.now()
    if (lane.items.length === 0) this.#lanes.delete(item.queue)
    this.#updates.forget(item.id, received)
  }

  #soonest(shuffle: boolean): Lane | undefined {
    let first: Lane | undefined
    for (const lane of this.#lanes.values()) {
      if (!lane.busy && (first === undefined || this.#wakeOf(lane, shuffle) < this.#wakeOf(first, shuffle))) first = lane
    }
    return first
  }

  #wakeOf(lane: Lane, shuffle: boolean): number {
    return shuffle && lane.items.length === 1 && lane.fails.size === 0 ? lane.wakeAt + shuffleWait : lane.wakeAt
  }
}
