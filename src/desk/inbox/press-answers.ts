import type { ChannelStore } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'

/** Tells the platform that a button press was seen (job `answer-press`). Inside a transaction; `dedupeKey` is that of the press. */
export type AnswerPress = (channelId: string, dedupeKey: string, answer: string) => void

/** By then the platform has stopped waiting for it. */
const TRIES = 4

export function createPressAnswers(
  { clock }: Pick<Kit, 'clock'>,
  { channels, jobs }: { channels: ChannelStore; jobs: JobsRoom },
): AnswerPress {
  jobs.handle<{ channelId: string; answer: string }>('answer-press', async ({ data: { channelId, answer }, attempts }) => {
    if (attempts >= TRIES) return
    const channel = channels.find(channelId)
    if (channel?.state === 'live') await channel.adapter.answerPress?.(await channels.ctx(channel), answer)
  })
  return (channelId, dedupeKey, answer) => jobs.schedule('answer-press', `${channelId}:${dedupeKey}`, clock.now(), { channelId, answer })
}
