import type { InboundEvent } from '../../model/events.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Intake } from './intake.ts'

/** What is told in part waits for the whole (job `held`): whichever is taken first has the key. Inside a transaction. */
export type Hold = (channel: ChannelInfo, event: InboundEvent) => true

export function createHold(
  { clock, commit }: Pick<Kit, 'clock' | 'commit'>,
  { channels, jobs, intake }: { channels: ChannelStore; jobs: JobsRoom; intake: Intake },
): Hold {
  jobs.handle<{ channelId: string; event: string }>('held', async ({ data: { channelId, event } }) => {
    const channel = channels.find(channelId)
    if (channel) await commit(() => intake(channel, JSON.parse(event) as InboundEvent))
  })
  return ({ id }, { holdMs = 0, ...event }) => {
    const data = { channelId: id, event: JSON.stringify(event) }
    jobs.schedule('held', `${id}:${event.dedupeKey}`, clock.now() + holdMs, data)
    return true
  }
}
