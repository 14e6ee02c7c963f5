import { z } from 'zod'

/**
 * What can be made to go wrong, the same for every platform. `only` narrows the faults of calls to methods whose name
 * begins so (`send`, `getFile`), without regard to case.
 */
const faultsSchema = z.object({
  /**
   * `refused`: nobody listens (through the relay: the connection is cut). `bad-gateway`: 502 for everything. `not-connected`: the
   * relay says that it could not connect.
   */
  down: z.enum(['no', 'refused', 'bad-gateway', 'not-connected']),
  only: z.string(),
  /** Every call waits so long, in lab milliseconds, before it is performed. */
  slowMs: z.number().min(0),
  /** The next calls are performed, and their answers lost. */
  loseAnswers: z.number().int().min(0),
  /** What comes in place of a lost answer: nothing, as the connection is cut, or the 502 of a relay. */
  lostTo: z.enum(['cut', 'bad-gateway']),
  /** The next calls are refused as too many. */
  tooMany: z.number().int().min(0),
  /** What `tooMany` tells to wait, in seconds. */
  retryAfter: z.number().int().min(1),
  /** The credentials are refused, as after a revocation. */
  unauthorized: z.boolean(),
  hooks: z.object({
    /** The secret or signature sent along with webhooks. */
    secret: z.enum(['right', 'wrong', 'missing']),
    /** How many times each webhook is delivered, in parallel. */
    copies: z.number().int().min(1).max(50),
    /** Newer events overtake older ones. */
    shuffle: z.boolean(),
  }),
})

export type Faults = z.infer<typeof faultsSchema>

/** Some of the switches; the others stay as they are. */
export const faultPatchSchema = faultsSchema.extend({ hooks: faultsSchema.shape.hooks.partial() }).partial()
export type FaultPatch = z.infer<typeof faultPatchSchema>

const none: Faults = {
  down: 'no',
  only: '',
  slowMs: 0,
  loseAnswers: 0,
  lostTo: 'cut',
  tooMany: 0,
  retryAfter: 3,
  unauthorized: false,
  hooks: { secret: 'right', copies: 1, shuffle: false },
}

/** The switches of one emulator. */
export class FaultSwitches {
  #now: Faults = none
  #listeners = new Set<(faults: Faults) => void>()

  get now(): Readonly<Faults> {
    return this.#now
  }

  set(patch: FaultPatch): void {
    this.#now = faultsSchema.parse({ ...this.#now, ...patch, hooks: { ...this.#now.hooks, ...patch.hooks } })
    this.#tell()
  }

  reset(): void {
    this.#now = none
    this.#tell()
  }

  /** Whether the faults of calls concern this method. */
  concerns(method: string): boolean {
    return method.toLowerCase().startsWith(this.#now.only.toLowerCase())
  }

  /** Uses up one of a counted fault; false when none is left or the method is not concerned. */
  take(fault: 'loseAnswers' | 'tooMany', method: string): boolean {
    if (this.#now[fault] === 0 || !this.concerns(method)) return false
    this.#now = { ...this.#now, [fault]: this.#now[fault] - 1 }
    this.#tell()
    return true
  }

  onChange(listener: (faults: Faults) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.#now)
  }
}
