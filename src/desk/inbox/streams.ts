import type { Account, Health } from '../../contract/adapter.ts'
import type { InboundEvent } from '../../model/events.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'

/** The connections that channels hold open in this process. */
export interface Streams {
  /** Inside a transaction: a channel was switched on. */
  opened(channelId: string): void
  /** A channel was paused, changed or deleted. */
  ended(channelId: string): void
  close(): Promise<void>
}

/** Opens a connection for every live channel that needs one (job `stream`), tries again when that fails, closes it when the channel ends. */
export function createStreams(
  { sql, clock, commit, log }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'log'>,
  rooms: {
    channels: ChannelStore
    jobs: JobsRoom
    receive: (delivery: { channelId: string; events: InboundEvent[] }) => Promise<unknown>
    /** Inside a transaction. */
    report: (channelId: string, health: Health, account?: Account) => void
  },
): Streams {
  const { channels, jobs } = rooms
  const on = sql.prepare<{ id: string }>("SELECT id FROM Channel WHERE deletedAt IS NULL AND state IN ('live', 'broken')")
  /** Whose turn it is: what an old connection still says is not about the one that took its place. */
  const turns = new Map<string, object>()
  let closed = false

  jobs.handle('stream', async ({ key: id }) => {
    const channel = channels.find(id)
    const stream = channel?.adapter.stream
    if (closed || !channel || !stream || isRemote(channel) || channels.connections.has(id)) return
    if (channel.state !== 'live' && channel.state !== 'broken') return
    const mine = {}
    turns.set(id, mine)
    const connection = await stream.open(await channels.ctx(channel), {
      sink: async (events) => void (await rooms.receive({ channelId: id, events })),
      report(health, account) {
        if (turns.get(id) !== mine || closed) return
        commit(() => rooms.report(id, health, account)).catch((error: unknown) => log('warn', 'stream.report', { error: String(error) }))
      },
    })
    if (turns.get(id) === mine) channels.connections.set(id, connection)
    else await connection.close()
  })

  async function end(id: string): Promise<void> {
    const connection = channels.connections.get(id)
    channels.connections.delete(id)
    turns.delete(id)
    await connection?.close().catch((error: unknown) => log('warn', 'stream.close', { channel: id, error: String(error) }))
  }

  for (const { id } of on.all()) if (channels.find(id)?.adapter.stream) jobs.schedule('stream', id, clock.now())
  return {
    opened: (id) => jobs.schedule('stream', id, clock.now()),
    ended: (id) => void end(id),
    async close() {
      closed = true
      await Promise.all([...channels.connections.keys()].map(end))
    },
  }
}
