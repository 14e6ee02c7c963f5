import type { Content } from '../../model/content.ts'
import { isRefusal } from '../../model/outgoing.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Known } from '../contacts/identities.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Thread } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversations } from '../conversations/store.ts'

/** Greets somebody who has come and has not said anything, where the channel has a greeting. Inside a transaction. `queueId`: where the conversation would wait. */
export type Greet = (channel: ChannelInfo, thread: Thread, who: Known, at: number, queueId: number) => void

/** Who has not said anything by then only wanted to look. */
const GIVE_UP_MS = 3_600_000

export function createGreet(
  { commit, clock, log: say }: Pick<Kit, 'commit' | 'clock' | 'log'>,
  rooms: { conversations: Conversations; notify: Notify; outbox: Pick<Outbox, 'plan'>; permissions: Permissions; jobs: JobsRoom },
): Greet {
  const { conversations, notify, outbox, permissions, jobs } = rooms

  jobs.handle('greeted', ({ key }) =>
    commit(() => {
      const conversation = conversations.get(Number(key))
      if (conversation.status === 'bot') conversations.move(conversation, 'resolve', 'system')
    }),
  )

  return (channel, thread, who, at, queueId) => {
    const text = channel.settings['greeting']
    // The web chat shows its greeting by itself.
    if (typeof text !== 'string' || text.trim() === '' || channel.adapter.manifest.hosted) return
    if (conversations.openIn(thread.id)) return
    const content: Content = [{ type: 'text', text }]
    const planned = outbox.plan(thread, content, permissions.spare(thread.id))
    // Where nothing may be said, nothing has begun.
    if (isRefusal(planned)) return say('info', 'notice.unsaid', { channel: channel.id, key: 'greeting', reason: planned.code })
    const { id: threadId, channelId, surface } = thread
    const place = { threadId, channelId, surface, contactId: who.contactId, queueId, vip: who.vip }
    const conversation = conversations.start({ ...place, at, status: 'bot' }, 'system')
    notify(conversation, 'greeting', content)
    jobs.schedule('greeted', String(conversation.id), clock.now() + GIVE_UP_MS)
  }
}
