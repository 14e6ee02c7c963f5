import type { Outcome } from '../../contract/adapter.ts'
import type { InboundEvent } from '../../model/events.ts'
import type { Delivery } from '../../ports/buffer.ts'
import { SqlFault } from '../../ports/sql.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import type { Heard } from '../channels/heard.ts'
import { isOn } from '../channels/store.ts'
import type { Conversations } from '../conversations/store.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Threads } from '../timeline/threads.ts'
import { createHold } from './held.ts'
import type { Intake } from './intake.ts'
import type { SetAside } from './set-aside.ts'

/**
 * Takes in what a platform sent: everything in one transaction, durable when it resolves. An event that cannot be taken in is set
 * aside, and the others go on.
 * Throws `not-found` when the channel is gone or paused, and `SqlFault` when the database cannot take it.
 */
export type Receive = (delivery: Delivery) => Promise<Outcome>

/** Plays again what was set aside. Throws `not-found`, and `set-aside` when it still cannot be taken in. */
export type Replay = (id: number) => Promise<void>

interface Rooms {
  channels: ChannelStore
  heard: Pick<Heard, 'called' | 'event'>
  threads: Threads
  conversations: Conversations
  intake: Intake
  setAside: SetAside
  jobs: JobsRoom
}

/** Whether the database can take nothing at all, or too little: no event is to blame for that, and it has to come again. */
const isDisaster = (error: unknown): boolean => error instanceof SqlFault && error.code !== 'constraint' && error.code !== 'other'

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function createReceive(kit: Pick<Kit, 'sql' | 'clock' | 'commit' | 'live'>, rooms: Rooms): { receive: Receive; replay: Replay } {
  const { sql, clock, commit, live } = kit
  const { channels, heard, threads, conversations, intake, setAside, jobs } = rooms

  /** Typing is gone before it could be stored. */
  function typing(channel: ChannelInfo, { thread: { externalId } }: InboundEvent): void {
    const thread = threads.find(channel.id, externalId)
    const open = thread && conversations.openIn(thread.id)
    if (!open) return
    const frame = JSON.stringify({ type: 'typing', data: { conversationId: String(open.id) } })
    for (const socket of live.sockets('console')) socket.send(frame)
  }

  const hold = createHold(kit, { channels, jobs, intake: (channel, event) => carefully(channel, event) })
  const admit: Intake = (channel, event) => (event.holdMs === undefined ? intake : hold)(channel, event)

  /** Each for itself, which costs more than all together: for a delivery in which one was found that cannot be taken in. */
  function carefully(channel: ChannelInfo, event: InboundEvent): boolean {
    try {
      return sql.transaction(() => admit(channel, event))
    } catch (error) {
      if (isDisaster(error)) throw error
      setAside.put(channel.id, [event], wordsOf(error))
      return true
    }
  }

  async function receive({ channelId, events, cursor, ring, account }: Delivery): Promise<Outcome> {
    const channel = channels.find(channelId)
    if (!isOn(channel)) throw new DeskError('not-found', 404, 'There is no such channel.')
    const lasting = events.filter((event) => event.type !== 'typing')
    for (const event of events) if (event.type === 'typing') typing(channel, event)
    if (lasting.length === 0 && cursor === undefined && ring === undefined) return 'ignored'

    function receiveBy(one: Intake): Outcome {
      let stored = false
      for (const event of lasting) stored = one(channel as ChannelInfo, event) || stored
      if (lasting.length > 0) heard.event(channelId)
      else if (ring !== undefined) heard.called(channelId)
      if (cursor !== undefined) channels.moveCursor(channelId, cursor)
      const rung = account === undefined ? channelId : channels.ofAccount((channel as ChannelInfo).kind, account)
      if (ring !== undefined && rung !== undefined) jobs.schedule('poll-now', rung, clock.now(), ring)
      return stored || ring !== undefined ? 'stored' : 'duplicate'
    }

    return commit(
      () => receiveBy(admit),
      (error) => {
        if (isDisaster(error)) throw error
        return receiveBy(carefully)
      },
    )
  }

  return {
    receive,
    async replay(id) {
      const failed = await commit(
        () => {
          const { channel, event } = setAside.get(id)
          intake(channels.get(channel), event)
          setAside.replayed(id)
        },
        (error) => {
          if (isDisaster(error) || error instanceof DeskError) throw error
          setAside.replayed(id, wordsOf(error))
          return wordsOf(error)
        },
      )
      if (failed !== undefined) throw new DeskError('set-aside', 422, 'It still cannot be taken in.', { reason: failed })
    },
  }
}
