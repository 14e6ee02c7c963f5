import type { ChannelStore } from '../channels/store.ts'
import type { Identify } from '../contacts/identify.ts'
import type { Append } from '../replies/append.ts'
import type { Greet } from '../replies/greeting.ts'
import type { Conversations } from '../conversations/store.ts'
import type { Wake } from '../conversations/snooze.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { LogRoom } from '../log/log.ts'
import type { Settle } from '../outbox/settle.ts'
import type { QueueRoom } from '../routing/queue.ts'
import type { Messages } from '../timeline/messages.ts'
import type { Threads } from '../timeline/threads.ts'

/** The rooms below that taking events in needs. */
export interface InboxRooms {
  channels: ChannelStore
  identify: Identify
  threads: Threads
  messages: Messages
  conversations: Conversations
  append: Append
  wake: Wake
  greet: Greet
  settle: Settle
  queue: QueueRoom
  jobs: JobsRoom
  log: LogRoom
}
