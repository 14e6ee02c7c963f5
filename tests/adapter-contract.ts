import { describe } from 'vitest'
import type { Adapter } from '../src/contract/adapter.ts'
import type { Harness } from './contract/harness.ts'
import { faultContract } from './contract/faults.ts'
import { inboundContract } from './contract/inbound.ts'
import { manifestContract } from './contract/manifest.ts'
import { outboundContract } from './contract/outbound.ts'
import { polledContract } from './contract/polled.ts'
import { streamedContract } from './contract/streamed.ts'

/**
 * What every channel has to do, whatever its platform: to be run over each adapter with a harness that plays its
 * platform. Nothing in here needs Node: a harness may answer calls in memory, or over a real socket.
 */
export function adapterContract<C>(adapter: Adapter<C>, harness: Harness<C>): void {
  describe(`channel contract: ${adapter.manifest.kind}`, () => {
    manifestContract(adapter, harness)
    if (adapter.webhook) inboundContract(adapter, adapter.webhook, harness)
    const { play } = harness
    if (!play) return
    if (adapter.poll) polledContract(adapter, adapter.poll, harness, play)
    outboundContract(adapter, harness, play)
    // Through a connection no call is made by `ctx.fetch`, which is what the other one makes fail.
    if (adapter.stream) streamedContract(adapter, harness, play)
    else faultContract(adapter, harness, play)
  })
}
