import type { Ctx } from '../../contract/adapter.ts'
import type { SurgeBuffer } from '../../ports/buffer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Egress } from '../../ports/egress.ts'
import type { Trace } from '../../ports/ports.ts'
import { noCache } from './no-cache.ts'

/** The tools of a `Ctx` that come from the runtime. Judging a webhook needs no token of the platform's: what is asked for is made afresh. */
export type FrontTools = Pick<Ctx, 'fetch' | 'now' | 'cache' | 'trace'>

export const frontTools = ({ egress, clock, trace }: { egress: Egress; clock: Clock; trace: Trace }): FrontTools => ({
  fetch: egress,
  now: () => clock.now(),
  cache: noCache,
  trace: (event, data) => trace('info', event, data),
})

/** Beside the desk the group commit is the buffer: when even that is full, the platform is asked to try again. */
export const noBuffer: SurgeBuffer = { offer: () => Promise.resolve(false) }
