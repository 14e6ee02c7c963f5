import type { ChannelStore } from '../channels/store.ts'
import type { Identities } from '../contacts/identities.ts'
import type { Unsnooze } from '../conversations/snooze.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { LogRoom } from '../log/log.ts'
import type { DeliveryReport } from '../outbox/delivery-report.ts'
import type { Settle } from '../outbox/settle.ts'
import type { Append } from '../replies/append.ts'
import type { Greet } from '../replies/greeting.ts'
import type { Queues } from '../routing/queues.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Rate } from '../feedback/ratings.ts'
import type { InboundEvent } from '../../model/events.ts'
import type { AnswerPress } from './press-answers.ts'

/** What a job carries of an event that is looked at again later. */
export interface Later<E extends InboundEvent> {
  channelId: string
  event: Omit<E, 'raw'>
}

/** The rooms below that taking events in needs. */
export interface InboxRooms {
  channels: ChannelStore
  identities: Identities
  threads: Threads
  messages: Messages
  conversations: Conversations
  append: Append
  unsnooze: Unsnooze
  greet: Greet
  settle: Settle
  report: DeliveryReport
  rate: Rate
  answerPress: AnswerPress
  queues: Queues
  jobs: JobsRoom
  log: LogRoom
}
