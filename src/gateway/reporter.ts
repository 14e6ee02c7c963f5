import type { Account, Health } from '../contract/adapter.ts'
import type { Trace } from '../ports/ports.ts'
import { backoff, rest } from './retry.ts'
import type { GatewayStore } from './store.ts'

export interface Reporter {
  /** How the connection is, and who is at its other end as soon as that is known. */
  report(health: Health, account?: Account): void
  /** What is told besides has changed. */
  again(): void
}

/**
 * Tells the hub how things are here: the last word counts, and is repeated until it is heard. A connection that is well tells of the
 * events that were set aside, their number as the text.
 */
export function createReporter({
  tell,
  aside,
  trace,
  signal,
}: {
  tell: (health: Health, account?: Account) => Promise<void>
  aside: GatewayStore['aside']
  trace: Trace
  signal: AbortSignal
}): Reporter {
  let last: { health: Health; account?: Account } | undefined
  let news = false
  let telling = false

  function now(health: Health): Health {
    const { count, full } = aside()
    if (count === 0 || health.state !== 'ok') return health
    return { state: full ? 'broken' : 'warn', code: 'events-refused', text: String(count) }
  }

  async function run(): Promise<void> {
    for (let failures = 0; news && !signal.aborted;) {
      news = false
      try {
        if (last) await tell(now(last.health), last.account)
        failures = 0
      } catch (error) {
        news = true
        trace('warn', 'gateway.report', { error: String(error) })
        await rest(backoff(failures++), signal)
      }
    }
    telling = false
  }

  function again(): void {
    news = true
    if (telling || !last) return
    telling = true
    void run()
  }

  return {
    again,
    report(health, account = last?.account) {
      last = { health, ...(account && { account }) }
      again()
    },
  }
}
