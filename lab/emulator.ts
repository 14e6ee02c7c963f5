import type { LabClock } from './clock.ts'
import type { FaultSwitches } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Phone } from './screen.ts'

/** What the emulator says about a call it is handling; the front writes it to the journal. */
export interface Call {
  what: string
  account?: string
  request?: unknown
  note?: string
}

/** One platform, emulated: its HTTP face for the hub, its phones for people, its switches for trouble. */
export interface Emulator {
  /** The channel kind it stands for. */
  readonly kind: string
  readonly label: { en: string; zh: string }
  /** The hosts it answers for behind the relay. */
  readonly hosts: readonly string[]
  readonly faults: FaultSwitches
  /** Answers one call of the hub, as the platform would. Fills in `call`. Faults of the transport are not its business. */
  handle(request: Request, call: Call): Promise<Response>
  /** What a person can do, by name; used by the page and over HTTP. Input is checked by the action. */
  readonly actions: Readonly<Record<string, (input: unknown) => unknown>>
  /** All phones, or those with these ids. */
  phones(ids?: ReadonlySet<string>): Phone[]
  /** Whom a new person can write to. */
  accounts(): { id: string; name: string }[]
  /** Bytes that a phone shows, by the key in a `MediaView`. */
  media(key: string): { bytes: Uint8Array; mime: string } | undefined
  stop(): Promise<void>
}

/** What the lab gives an emulator. */
export interface Kit {
  clock: LabClock
  /** 0 ≤ n < 1. */
  random: () => number
  journal: Journal
  /** A phone shows something new. */
  changed: (phone: string) => void
}
