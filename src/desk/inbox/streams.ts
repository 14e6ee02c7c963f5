import type { ChannelRow } from '../../../prisma/rows.ts'
import type { Account, Health } from '../../contract/adapter.ts'
import type { InboundEvent } from '../../model/events.ts'
import type { Connections } from '../channels/connections.ts'
import type { ChannelStore } from '../channels/store.ts'
import { isOn, isRemote } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'

/**
 * Opens a connection for every live channel that needs one (job `stream`) and tries again when that fails. To be called inside a
 * transaction: those that were open when the process ended are due at once.
 */
export function createStreams(
  { sql, clock, commit, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>,
  rooms: {
    channels: ChannelStore
    connections: Connections
    jobs: JobsRoom
    receive: (delivery: { channelId: string; events: InboundEvent[] }) => Promise<unknown>
    /** Inside a transaction. */
    report: (channelId: string, health: Health, account?: Account) => void
  },
): void {
  const { channels, connections, jobs } = rooms
  const on = sql.prepare<Pick<ChannelRow, 'id'>>("SELECT id FROM Channel WHERE deletedAt IS NULL AND state IN ('live', 'broken')")

  jobs.handle('stream', async ({ key: id }) => {
    const channel = channels.find(id)
    const stream = channel?.adapter.stream
    if (connections.closed || !isOn(channel) || !stream || isRemote(channel) || connections.get(id)) return
    const turn = connections.begin(id)
    const connection = await stream.open(await channels.ctx(channel), {
      sink: async (events) => void (await rooms.receive({ channelId: id, events })),
      report(health, account) {
        if (!turn.isMine()) return
        commit(() => rooms.report(id, health, account)).catch((error: unknown) => trace('warn', 'stream.report', { error: String(error) }))
      },
    })
    await turn.up(connection)
  })

  for (const { id } of on.all()) if (channels.find(id)?.adapter.stream) jobs.schedule('stream', id, clock.now())
}
