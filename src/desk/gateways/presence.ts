import type { ChannelHealth } from '../channels/health.ts'
import { type ChannelInfo, type ChannelStore, isRemote } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'

/** Whether gateways are there: they ask all the time, and one that has not for 90 seconds is away. */
export interface GatewayPresence {
  /** It has just called. After a silence its light shows again what it said last. */
  called(channel: ChannelInfo): Promise<void>
}

const AWAY_MS = 90_000

export function createGatewayPresence(
  { clock, commit }: Pick<Kit, 'clock' | 'commit'>,
  { channels, health, jobs }: { channels: ChannelStore; health: ChannelHealth; jobs: JobsRoom },
): GatewayPresence {
  const seen = new Map<string, number>()

  jobs.handle('gateway-away', async ({ key: id }) => {
    const channel = channels.find(id)
    if (!channel || !isRemote(channel)) return undefined
    const last = seen.get(id) ?? 0
    if (clock.now() - last < AWAY_MS) return last + AWAY_MS
    seen.delete(id)
    await commit(() => health.away(id))
    return undefined
  })

  return {
    async called({ id }) {
      const now = clock.now()
      const word = health.unheard(id)
      if (word || !seen.has(id))
        await commit(() => {
          jobs.schedule('gateway-away', id, now + AWAY_MS)
          if (word) health.report(id, word)
        })
      // Not before the job is there: without it nobody would notice the next silence.
      seen.set(id, now)
    },
  }
}
