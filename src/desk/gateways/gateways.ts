import { AdapterFault } from '../../contract/adapter.ts'
import { equalText } from '../../contract/equal.ts'
import { hookSecrets } from '../../contract/hook-secrets.ts'
import type { ChannelHealth } from '../channels/health.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Claims } from '../outbox/claim.ts'
import { SEGMENT_SELECT, type SegmentRow, keyOf } from '../outbox/segment.ts'
import type { Settle } from '../outbox/settle.ts'
import type { Settings } from '../settings/settings.ts'
import type { Threads } from '../timeline/threads.ts'
import type { Hello, Next, WireResult } from './protocol.ts'

/** Gateways: processes elsewhere that hold a channel's connection to its platform. They call, the desk answers. */
export interface Gateways {
  /** The channel that a key is for. Throws `bad-gateway-key`. */
  enter(key: string): Promise<ChannelInfo>
  /** A gateway begins. What another one had taken, and nobody knows of any more, becomes unsure. */
  hello(channel: ChannelInfo, instance: string): Promise<Hello>
  /** What is to be sent and fetched; waits for something to do, unless who asked has gone. */
  next(channel: ChannelInfo, ask: { have: string[]; waitMs: number }, gone: AbortSignal): Promise<Next>
  /** Twice is once: what is settled stays. */
  result(channel: ChannelInfo, result: WireResult): Promise<void>
  /** After commits: there may be something to do. */
  poke(): void
  /** Nobody waits any more. */
  close(): void
}

const AT_ONCE = 8
/** A gateway asks all the time: one that has not for so long is away. */
const AWAY_MS = 90_000

export function createGateways(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: {
    channels: ChannelStore
    health: ChannelHealth
    claims: Claims
    settle: Settle
    threads: Threads
    jobs: JobsRoom
    settings: Settings
  },
): Gateways {
  const { channels, health, claims, settle, threads, jobs, settings } = rooms
  const underWay = sql.prepare<SegmentRow>(`${SEGMENT_SELECT} WHERE s.open > 0 AND s.channelId = ? AND s.state = 'sending' LIMIT 100`)
  const due = sql.prepare<SegmentRow>(`${SEGMENT_SELECT} WHERE s.dueAt <= ? AND s.channelId = ? ORDER BY s.dueAt LIMIT ?`)
  const coming = sql.prepare<{ dueAt: number }>('SELECT dueAt FROM Segment WHERE dueAt > ? AND channelId = ? ORDER BY dueAt LIMIT 1')
  const one = sql.prepare<SegmentRow & { state: string }>(
    `${SEGMENT_SELECT.replace('SELECT ', 'SELECT s.state, ')} WHERE s.id = ? AND s.channelId = ?`,
  )
  const wanted = sql.prepare<{ id: string; ref: string }>(
    "SELECT id, ref FROM File WHERE state = 'pending' AND channelId = ? AND ref IS NOT NULL ORDER BY createdAt LIMIT 20",
  )
  const waiting = new Set<() => void>()
  const seen = new Map<string, number>()
  let closed = false

  jobs.handle('gateway-away', async ({ key: id }) => {
    const last = seen.get(id) ?? 0
    const channel = channels.find(id)
    if (!channel || !isRemote(channel)) return undefined
    if (clock.now() - last < AWAY_MS) return last + AWAY_MS
    seen.delete(id)
    await commit(() => health.report(id, { state: 'broken', code: 'gateway-away' }))
    return undefined
  })

  async function notice(id: string): Promise<void> {
    const known = seen.has(id)
    seen.set(id, clock.now())
    if (!known) await commit(() => jobs.schedule('gateway-away', id, clock.now() + AWAY_MS))
  }

  async function look(channel: ChannelInfo, have: ReadonlySet<string>): Promise<Next> {
    const sends: Next['sends'] = []
    const free = (key: string): boolean => !have.has(key)
    for (const segment of underWay.all(channel.id).filter((row) => free(keyOf(row)))) {
      const thread = threads.get(segment.threadId)
      if (thread) sends.push(claims.outgoing({ segment, channel, thread }))
    }
    for (const segment of due.all(clock.now(), channel.id, Math.max(0, AT_ONCE - have.size - sends.length))) {
      const claimed = await claims.take(segment)
      if (claimed) sends.push(claims.outgoing(claimed))
    }
    return { sends, files: wanted.all(channel.id).filter(({ id }) => free(id)) }
  }

  /** Until something may have changed, or `ms` are over. */
  const change = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      waiting.add(done)
    })

  return {
    async enter(key) {
      const [id = '', secret = ''] = key.split('.')
      const channel = channels.find(id)
      const known = channel && isRemote(channel) ? await channels.secrets(id) : undefined
      if (!channel || !known || !hookSecrets(known).some((ours) => equalText(secret, ours)))
        throw new DeskError('bad-gateway-key', 401, 'The key is not that of a channel with a gateway.')
      await notice(id)
      return channel
    },
    async hello(channel, instance) {
      const { id, kind } = channel
      await commit(() => {
        if (settings.get(`gateway:${id}`) === instance) return
        settings.put(`gateway:${id}`, instance)
        // Only the one that took it knows whether it was sent.
        const fault = new AdapterFault('network', 'The gateway that was sending this is not there any more.', { certain: false })
        for (const segment of underWay.all(id)) settle.fault(segment, fault, false)
      })
      const { credentials, hookSecret } = await channels.secrets(id)
      return { channelId: id, kind, settings: channel.settings, credentials, hookSecret }
    },
    async next(channel, { have, waitMs }, gone) {
      const until = Date.now() + waitMs
      gone.addEventListener('abort', this.poke)
      for (;;) {
        // What is taken for somebody who has gone waits until they ask again.
        if (closed || gone.aborted) return { sends: [], files: [] }
        const found = await look(channel, new Set(have))
        const left = until - Date.now()
        if (found.sends.length + found.files.length > 0 || left <= 0) return found
        const soon = coming.get(clock.now(), channel.id)
        await change(Math.max(1, Math.min(left, soon ? soon.dueAt - clock.now() : left)))
      }
    },
    async result(channel, { key, sent, fault }) {
      const segment = one.get(Number.parseInt(key, 10), channel.id)
      const thread = segment && threads.get(segment.threadId)
      if (segment?.state !== 'sending' || keyOf(segment) !== key || !thread) return
      const claimed = { segment, channel, thread }
      if (sent) return claims.sent(claimed, sent)
      const { code, message, ...options } = fault ?? ({ code: 'platform', message: 'The gateway said nothing.', certain: false } as const)
      return claims.failed(claimed, new AdapterFault(code, message, options))
    },
    poke() {
      for (const wake of waiting) wake()
    },
    close() {
      closed = true
      this.poke()
    },
  }
}
