import type { Content } from '../../model/content.ts'
import { isRefusal } from '../../model/outgoing.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Known } from '../contacts/identify.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { OutboxQueue } from '../outbox/queue.ts'
import type { QueueRoom } from '../routing/queue.ts'
import type { Thread } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversations } from '../conversations/store.ts'

/** Greets somebody who has come and has not said anything, where the channel has a greeting. Inside a transaction. */
export type Greet = (channel: ChannelInfo, thread: Thread, who: Known, at: number) => void

/** Who has not said anything by then only wanted to look. */
const GIVE_UP_MS = 3_600_000

export function createGreet(
  { commit, clock, log: say }: Pick<Kit, 'commit' | 'clock' | 'log'>,
  {
    conversations,
    notify,
    outbox,
    queue,
    jobs,
    log,
  }: {
    conversations: Conversations
    notify: Notify
    outbox: Pick<OutboxQueue, 'plan' | 'spare'>
    queue: QueueRoom
    jobs: JobsRoom
    log: LogRoom
  },
): Greet {
  const action = (conversationId: number, name: string): void =>
    log.append({ type: 'conversation.updated', actor: 'system', conversationId, data: { action: name } })

  jobs.handle('greeted', ({ key }) =>
    commit(() => {
      const conversation = conversations.get(Number(key))
      if (conversation.status !== 'bot') return
      conversations.move(conversation, 'resolve')
      action(conversation.id, 'resolve')
    }),
  )

  return (channel, thread, who, at) => {
    const text = channel.settings['greeting']
    // The web chat shows its greeting by itself.
    if (typeof text !== 'string' || text.trim() === '' || channel.adapter.manifest.hosted) return
    if (conversations.openIn(thread.id)) return
    const content: Content = [{ type: 'text', text }]
    const planned = outbox.plan(thread, content, outbox.spare(thread.id))
    // Where nothing may be said, nothing has begun.
    if (isRefusal(planned)) return say('info', 'notice.unsaid', { channel: channel.id, key: 'greeting', reason: planned.code })
    const { id: threadId, channelId, surface } = thread
    const place = { threadId, channelId, surface, contactId: who.contactId, queueId: queue.defaultQueue(), vip: who.vip }
    const conversation = conversations.start({ ...place, at, status: 'bot' })
    log.append({ type: 'conversation.created', actor: 'system', conversationId: conversation.id })
    notify(conversation, 'greeting', content)
    jobs.schedule('greeted', String(conversation.id), clock.now() + GIVE_UP_MS)
  }
}
