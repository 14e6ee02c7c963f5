import type { Agents } from './agents/agents.ts'
import type { FirstStart } from './agents/first-start.ts'
import type { ChannelCommands } from './channels/commands.ts'
import type { ChannelHealth } from './channels/health.ts'
import type { ChannelStore } from './channels/store.ts'
import type { Contacts } from './contacts/contacts.ts'
import type { Handling } from './conversations/handling.ts'
import type { Reading } from './reading/reading.ts'
import type { Search } from './reading/search/search.ts'
import type { Recalls } from './replies/recall.ts'
import type { Replies } from './replies/reply.ts'
import type { Typing } from './replies/typing.ts'
import type { Feeds } from './feeds/feed.ts'
import type { Gateways } from './gateways/gateways.ts'
import type { Receive } from './inbox/receive.ts'
import type { LogRoom } from './log/log.ts'
import type { Readers } from './log/readers.ts'
import type { Settle } from './outbox/settle.ts'
import type { QueueRoom } from './routing/queue.ts'
import type { Files } from './timeline/files.ts'
import type { Media } from './timeline/media.ts'

/** The rooms that routes and readers use. */
export interface Rooms {
  agents: Agents
  contacts: Contacts
  files: Files
  firstStart: FirstStart
  channels: ChannelStore
  channelCommands: ChannelCommands
  health: ChannelHealth
  handling: Handling
  queue: QueueRoom
  reading: Reading
  search: Search
  replies: Replies
  receive: Receive
  log: LogRoom
  readers: Readers
  settle: Settle
  feeds: Feeds
  typing: Typing
  recalls: Recalls
  media: Media
  gateways: Gateways
}
