import type { Front } from '../hub/front/hooks.ts'
import { noCache } from '../hub/front/no-cache.ts'
import { systemClock } from '../ports/clock.ts'
import type { Egress } from '../ports/egress.ts'
import type { Log } from '../ports/ports.ts'

/** What judging a webhook may use. It needs no token of the platform's: what is asked for is made afresh. */
export const frontTools = (egress: Egress, log: Log): Front['tools'] => ({
  fetch: egress,
  now: () => systemClock.now(),
  cache: noCache,
  log: (event, data) => log('info', event, data),
})
