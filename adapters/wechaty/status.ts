import type { Account, Health, StreamLink } from '../../src/contract/adapter.ts'
import { text } from '../../src/contract/read.ts'
import { type PuppetEvents, SCAN } from './puppet.ts'

/** Longest text of a code that the console can draw. */
const MAX_QR = 2900
/** A puppet that has told of no error for so long, and is alive, has got over the last one. */
const CALM_MS = 60_000

const WORDS: { [status: number]: string } = {
  [SCAN.cancel]: 'The sign-in was refused on the phone.',
  [SCAN.scanned]: 'The code was scanned: confirm the sign-in on the phone.',
  [SCAN.confirmed]: 'The sign-in was confirmed on the phone.',
}

/** How the connection is and who is signed in; told when it changes, not each time it is said. */
export class Status {
  #health: Health = { state: 'warn', code: 'unreachable', text: 'Connecting.' }
  #account: Account | null = null
  #signedIn = false
  #failedAt = 0
  readonly #report: StreamLink['report']
  readonly #now: () => number

  constructor(report: StreamLink['report'], now: () => number) {
    this.#report = report
    this.#now = now
  }

  get health(): Health {
    return this.#health
  }

  /** Who is signed in, or was last. */
  get account(): Account | null {
    return this.#account
  }

  get signedIn(): boolean {
    return this.#signedIn
  }

  /** Somebody has to scan a code with the phone, or has. */
  scan({ status, qrcode }: PuppetEvents['scan']): void {
    const wanted = status !== SCAN.cancel && status !== SCAN.scanned && status !== SCAN.confirmed
    // The end of a sign-in may be told after it.
    if (!wanted && this.#signedIn) return
    this.#signedIn = false
    const qr = wanted ? text(qrcode) : undefined
    const words = WORDS[status]
    this.#say({ state: 'broken', code: 'signed-out', ...(qr && qr.length <= MAX_QR && { qr }), ...(words && { text: words }) })
  }

  enter(account: Account): void {
    this.#account = account
    this.#signedIn = true
    this.#say({ state: 'ok' }, account)
  }

  leave(reason: string | undefined): void {
    this.#signedIn = false
    this.#say({ state: 'broken', code: 'signed-out', ...(reason && { text: reason }) })
  }

  /** The puppet told of an error, and goes on. While a code is waited for, that is what there is to know. */
  fail(words: string): void {
    this.#failedAt = this.#now()
    // A connection that works by and large does not need to tell of each.
    const known = this.#signedIn && this.#health.state !== 'ok'
    if (this.#health.code !== 'signed-out' && !known) this.#say({ state: 'warn', code: 'unreachable', text: words })
  }

  /** `sure`: not a mere sign of life, but something that comes over a connection that works. */
  alive(sure: boolean): void {
    if (this.#signedIn && this.#health.state !== 'ok' && (sure || this.#now() - this.#failedAt >= CALM_MS)) this.#say({ state: 'ok' })
  }

  /** There is no puppet; the next is on its way. */
  lost(words: string): void {
    this.#signedIn = false
    this.#say({ state: 'broken', code: 'unreachable', text: words })
  }

  #say(health: Health, account?: Account): void {
    if (!account && JSON.stringify(health) === JSON.stringify(this.#health)) return
    this.#health = health
    this.#report(health, account)
  }
}
