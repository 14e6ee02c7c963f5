import type { Content } from '../../model/content.ts'
import { isRefusal } from '../../model/outgoing.ts'
import { personOption } from '../../model/triage/person-option.ts'
import type { ChannelInfo } from '../channels/store.ts'
import type { Known } from '../contacts/identities.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Thread } from '../timeline/threads.ts'
import type { Notify } from './notices.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'

export interface Arrival {
  /** ms */
  at: number
  /** Where the conversation would wait. */
  queueId: number
  /** A conversation begins though nothing is said in it, for agents to see that somebody is there. */
  shown: boolean
}

/**
 * Greets somebody who has come and has not said anything, where the channel has a greeting: in a conversation that begins so.
 * Inside a transaction.
 */
export type Greet = (channel: ChannelInfo, thread: Thread, who: Known, arrival: Arrival) => Conversation | undefined

/** Who has not said anything by then only wanted to look. */
const GIVE_UP_MS = 3_600_000

export function createGreet(
  { commit, clock, trace }: Pick<Kit, 'commit' | 'clock' | 'trace'>,
  rooms: { conversations: Conversations; notify: Notify; outbox: Pick<Outbox, 'plan'>; permissions: Permissions; jobs: JobsRoom },
): Greet {
  const { conversations, notify, outbox, permissions, jobs } = rooms

  jobs.handle('greeted', ({ key }) =>
    commit(() => {
      const conversation = conversations.get(Number(key))
      if (conversation.status === 'bot') conversations.move(conversation, 'resolve', 'system')
    }),
  )

  /** The words, with a button that leads to a person where the channel has buttons and the words have room for them. */
  function withWayOut(thread: Thread, text: string): Content {
    const menu: Content = [{ type: 'menu', prompt: text, options: [personOption(text)] }]
    const planned = outbox.plan(thread, menu, permissions.spare(thread.id))
    const asWords = isRefusal(planned) || planned.losses.length > 0
    // As numbered lines it would say no more than that a word is enough, which it is.
    return asWords ? [{ type: 'text', text }] : menu
  }

  /** What may be said, if anything. */
  function greetingIn(channel: ChannelInfo, thread: Thread): Content | undefined {
    const text = channel.settings['greeting']
    if (typeof text !== 'string' || text.trim() === '') return undefined
    const content = withWayOut(thread, text)
    const planned = outbox.plan(thread, content, permissions.spare(thread.id))
    if (!isRefusal(planned)) return content
    trace('info', 'notice.unsaid', { channel: channel.id, key: 'greeting', reason: planned.code })
    return undefined
  }

  return (channel, thread, who, { at, queueId, shown }) => {
    // The web chat shows its greeting by itself, and somebody is on every page.
    if (channel.adapter.manifest.hosted || conversations.openIn(thread.id)) return undefined
    const content = greetingIn(channel, thread)
    // Where nothing may be said, nothing has begun.
    if (!content && !shown) return undefined
    const { id: threadId, channelId, surface } = thread
    const begun = { threadId, channelId, surface, contactId: who.contactId, queueId, vip: who.vip }
    const conversation = conversations.start({ ...begun, at, status: 'bot' }, 'system')
    if (content) notify(conversation, 'greeting', content)
    jobs.schedule('greeted', String(conversation.id), clock.now() + GIVE_UP_MS)
    return conversation
  }
}
