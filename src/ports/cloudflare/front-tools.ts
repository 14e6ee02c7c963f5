import type { Front } from '../../edge/hooks.ts'
import { noCache } from '../../edge/no-cache.ts'
import { systemClock } from '../clock.ts'
import type { Egress } from '../egress.ts'
import type { Log } from '../ports.ts'

/** What judging a webhook may use. It needs no token of the platform's: what is asked for is made afresh. */
export const frontTools = (egress: Egress, log: Log): Front['tools'] => ({
  fetch: egress,
  now: () => systemClock.now(),
  cache: noCache,
  log: (event, data) => log('info', event, data),
})
