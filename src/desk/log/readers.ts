import type { Kit } from '../kit.ts'
import type { LogRoom } from './log.ts'
import type { Position, Reader } from './reader.ts'
import { createPositions } from './reader.ts'
import { createSurge } from './surge.ts'

export interface ReaderState {
  name: string
  /** Entries that it has not read. */
  behind: number
  /** When the first of them was written, ms. */
  since: number | null
  rebuilding: boolean
  /** Why it failed the last time, while it is tried again. */
  error?: string
}

/** The durable readers of the log. One that fails stops neither the others nor the desk. */
export interface Readers {
  /** `anew`: what it had kept is gone, and its position with it. */
  add(reader: Reader, anew?: boolean): void
  /** After commits: starts whoever has enough to read; never waits. */
  run(): void
  /** Each minute: lets all read to the end, and says who stands still. */
  sweep(): void
  /** Brings a reader to the end at once, as far as a few batches lead. False: it is still behind. Not inside a transaction. */
  catchUp(name: string): boolean
  states(): ReaderState[]
  /**
   * Every reader has passed this number, but for those whose next entry is older than `givenUp`: they are not waited for, which
   * is said. Forgets the positions of readers that are no more. Inside a transaction.
   */
  floor(givenUp: number): number
  /** When one that failed is tried again, or one that waits may be called; or null. */
  next(): number | null
  readonly busy: boolean
  idle(): Promise<void>
}

/** What somebody who asks may wait for. */
const BATCHES_AT_ONCE = 5
const HOUR = 3_600_000
/** So far behind a reader stands still, and it is said. */
const FAR = { entries: 10_000, ms: HOUR }

const backoff = (attempts: number): number => Math.min(1000 * 2 ** attempts, HOUR)

interface Following {
  readonly reader: Reader
  /** As it was when we last looked. */
  at: Position
  running: Promise<void> | undefined
  /** To the end, however little has gathered. */
  all: boolean
  attempts: number
  retryAt: number
  error: string | undefined
  toldAt: number
}

/** `kick` is called when a batch is done: there may be more. */
export function createReaders(kit: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>, log: LogRoom, kick: () => void): Readers {
  const { sql, clock, commit, trace } = kit
  const positions = createPositions(kit, log)
  const following = new Map<string, Following>()
  const surge = createSurge(kit, log.last())

  const isLevel = ({ at }: Following): boolean => at.rebuild === null && at.position >= log.last()

  const hasGathered = ({ at, reader }: Following, last: number): boolean => last - at.position >= (reader.gathers ?? 1)

  function moved(one: Following, at: Position): void {
    Object.assign(one, { at, attempts: 0, retryAt: 0, error: undefined })
    if (isLevel(one)) one.all = false
  }

  function failed(one: Following, error: unknown): void {
    one.error = String(error)
    one.retryAt = clock.now() + backoff(one.attempts)
    one.attempts += 1
    trace('warn', 'reader.failed', { reader: one.reader.name, after: one.at.position, attempts: one.attempts, error: one.error })
  }

  async function readOn(one: Following): Promise<void> {
    try {
      moved(one, await commit(() => positions.step(one.reader)))
    } catch (error) {
      failed(one, error)
    }
    one.running = undefined
    kick()
  }

  function run(): void {
    const last = log.last()
    const surges = surge.is(last)
    for (const one of following.values()) {
      if (one.running || clock.now() < one.retryAt || isLevel(one)) continue
      const wanted = hasGathered(one, last) && !(surges && one.reader.gathers !== undefined)
      if (wanted || one.all || one.attempts > 0 || one.at.rebuild !== null) one.running = readOn(one)
    }
  }

  const state = ({ reader: { name }, at, error }: Following): ReaderState => ({
    name,
    behind: log.last() - at.position,
    since: log.after(at.position, 1)[0]?.at ?? null,
    rebuilding: at.rebuild !== null,
    ...(error !== undefined && { error }),
  })

  function tellIfFar(one: Following): void {
    const now = clock.now()
    const { name, behind, since, error } = state(one)
    const far = behind >= FAR.entries || now - (since ?? now) >= FAR.ms
    if (!far || now - one.toldAt < HOUR) return
    one.toldAt = now
    trace('warn', 'reader.behind', { reader: name, entries: behind, since, error })
  }

  return {
    add(reader, anew = false) {
      const at = sql.transaction(() => positions.open(reader, anew))
      following.set(reader.name, { reader, at, running: undefined, all: true, attempts: 0, retryAt: 0, error: undefined, toldAt: 0 })
      kick()
    },
    run,
    sweep() {
      for (const one of following.values()) {
        one.all = true
        tellIfFar(one)
      }
      run()
    },
    catchUp(name) {
      const one = following.get(name)
      if (!one) return false
      for (let batches = 0; batches < BATCHES_AT_ONCE && !isLevel(one) && clock.now() >= one.retryAt; batches++) {
        try {
          const at = sql.transaction(() => positions.step(one.reader))
          moved(one, at)
        } catch (error) {
          failed(one, error)
        }
      }
      // Somebody looks for something: the rest does not wait for quieter times.
      if (isLevel(one)) return true
      one.all = true
      kick()
      return false
    },
    states: () => [...following.values()].map(state),
    floor(givenUp) {
      const all = [...following.values()].map(({ reader }) => reader)
      positions.keep(all)
      let floor = log.last()
      for (const reader of all) {
        const { position } = positions.of(reader)
        const since = log.after(position, 1)[0]?.at ?? givenUp
        if (since >= givenUp) floor = Math.min(floor, position)
        else trace('error', 'reader.given-up', { reader: reader.name, after: position, since })
      }
      return floor
    },
    next() {
      const last = log.last()
      const times = [...following.values()].flatMap((one) => {
        if (one.attempts > 0) return [one.retryAt]
        return one.reader.gathers !== undefined && hasGathered(one, last) ? [surge.over()] : []
      })
      return times.length > 0 ? Math.min(...times) : null
    },
    get busy() {
      return [...following.values()].some(({ running }) => running !== undefined)
    },
    async idle() {
      for (const { running } of following.values()) await running
    },
  }
}
