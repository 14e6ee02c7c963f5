import type { ChannelRow } from '../../../prisma/rows.ts'
import type { PollHint } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { isOn } from '../channels/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Receive } from './receive.ts'

/** Pages in one go; then others have their turn. */
const PAGES = 20
const WAIT_MS = 60_000

/** Asks platforms that do not say everything by themselves: regularly, and at once when they ring (job `poll-now`). */
export function createPolling(
  { sql, clock, commit, trace }: Pick<Kit, 'sql' | 'clock' | 'commit' | 'trace'>,
  rooms: { channels: ChannelStore; jobs: JobsRoom; receive: Receive; broken: (id: string, fault: AdapterFault) => void },
): void {
  const { channels, jobs, receive } = rooms
  const cursorOf = sql.prepare<Pick<ChannelRow, 'cursor'>>('SELECT cursor FROM Channel WHERE id = ?')
  /** One at a time for each channel: two would read the same pages. */
  const asking = new Map<string, Promise<void>>()

  async function ask({ id, adapter }: ChannelInfo, hint?: PollHint): Promise<void> {
    for (let page = 0; page < PAGES; page++) {
      const channel = channels.find(id)
      if (!adapter.poll || !isOn(channel)) return
      const before = cursorOf.get(id)?.cursor ?? null
      const { events, cursor, more } = await adapter.poll.poll(await channels.ctx(channel), before, hint)
      if (events.length > 0 || cursor !== before) await receive({ channelId: id, events, cursor })
      if (!more) return
    }
    await commit(() => jobs.schedule('poll-now', id, clock.now(), hint ?? null))
  }

  /** When to ask again, where that is not for us to say. */
  async function askInTurn(channel: ChannelInfo, hint?: PollHint): Promise<number | undefined> {
    const before = asking.get(channel.id) ?? Promise.resolve()
    const turn = before.then(() => ask(channel, hint))
    const settled = turn.catch(() => {})
    asking.set(channel.id, settled)
    try {
      await turn
      return undefined
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error
      if (error.code === 'auth') {
        await commit(() => rooms.broken(channel.id, error))
        return clock.now() + WAIT_MS
      }
      if (error.code === 'rate') return clock.now() + (error.retryAfterMs ?? WAIT_MS)
      throw error
    } finally {
      if (asking.get(channel.id) === settled) asking.delete(channel.id)
    }
  }

  const polled = (id: string): ChannelInfo | undefined => {
    const channel = channels.find(id)
    return channel?.adapter.poll && isOn(channel) ? channel : undefined
  }

  jobs.handle('poll', async ({ key }) => {
    const channel = polled(key)
    if (!channel) return undefined
    try {
      return (await askInTurn(channel)) ?? clock.now() + (channel.adapter.poll?.everyMs ?? WAIT_MS)
    } catch (error) {
      // Where a call got lost, only this finds the news: however often it has failed, it goes on asking.
      trace('warn', 'poll.failed', { channel: key, error: String(error) })
      return clock.now() + WAIT_MS
    }
  })
  jobs.handle<PollHint | null>('poll-now', async ({ key, data }) => {
    const channel = polled(key)
    return channel && askInTurn(channel, data ?? undefined)
  })
}
