import type { FileRow, SegmentRow as Row } from '../../../prisma/rows.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import { equalText } from '../../contract/equal.ts'
import { hookSecrets } from '../../contract/hook-secrets.ts'
import type { ChannelEffects } from '../channels/effects.ts'
import type { ChannelHealth } from '../channels/health.ts'
import type { ChannelInfo, ChannelStore } from '../channels/store.ts'
import { isRemote } from '../channels/store.ts'
import type { Work } from '../channels/work.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { Claims } from '../outbox/claim.ts'
import { SEGMENT_SELECT, type SegmentRow, keyOf } from '../outbox/segment.ts'
import type { Settle } from '../outbox/settle.ts'
import type { Settings } from '../settings/settings.ts'
import type { Threads } from '../timeline/threads.ts'
import { createGatewayPresence } from './presence.ts'
import { createWaiting } from './waiting.ts'
import type { Ask, Hello, Next, WireResult } from './protocol.ts'

/** Gateways: processes elsewhere that hold a channel's connection to its platform. They call, the desk answers. */
export interface Gateways {
  /** The channel that a key is for. Throws `bad-gateway-key`. */
  enter(key: string): Promise<ChannelInfo>
  /** A gateway begins. What another one had taken, and nobody knows of any more, becomes unsure. */
  hello(channel: ChannelInfo, instance: string): Promise<Hello>
  /** What is to be sent and fetched; waits for something to do, unless who asked has gone. Throws `other-gateway`. */
  next(channel: ChannelInfo, ask: Ask, gone: AbortSignal): Promise<Next>
  /** Twice is once: what is settled stays. Of an earlier try, or of a gateway that another has replaced, nothing is taken. */
  result(channel: ChannelInfo, result: WireResult & { instance: string }): Promise<void>
  /** After commits: signals to those whose channel has something to do. */
  poke(): void
  /** Nobody waits any more. */
  close(): void
}

const AT_ONCE = 8

const holder = (id: string): string => `gateway:${id}`

/** That whoever holds it is to greet again. */
const changed = (id: string): string => `greet:${id}`

/** When a channel is changed: its gateway learns it with its next question. */
export const greetAgain =
  (settings: Settings): ChannelEffects['reconnect'] =>
  (id) =>
    settings.put(changed(id), true)

/** When a channel is deleted: nobody holds it any more. */
export const forgetGateway =
  (settings: Settings): ChannelEffects['deleted'] =>
  (id) =>
    [holder(id), changed(id)].forEach(settings.drop)

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
    work: Work
  },
): Gateways {
  const { channels, claims, settle, threads, settings, work } = rooms
  const underWay = sql.prepare<SegmentRow>(`${SEGMENT_SELECT} WHERE s.open > 0 AND s.channelId = ? AND s.state = 'sending' LIMIT 100`)
  // What has a time is queued: said here, one index leads to it. Its own channel's, whatever waits on others.
  const queued = "s.open > 0 AND s.channelId = ? AND s.state = 'queued'"
  const due = sql.prepare<SegmentRow>(`${SEGMENT_SELECT} WHERE ${queued} AND s.dueAt <= ? ORDER BY s.dueAt LIMIT ?`)
  const coming = sql.prepare<{ dueAt: number }>(`SELECT s.dueAt FROM Segment s WHERE ${queued} AND s.dueAt > 0 ORDER BY s.dueAt LIMIT 1`)
  const one = sql.prepare<SegmentRow & Pick<Row, 'state'>>(
    `${SEGMENT_SELECT.replace('SELECT ', 'SELECT s.state, ')} WHERE s.id = ? AND s.channelId = ?`,
  )
  const wanted = sql.prepare<Pick<FileRow, 'id'> & { ref: string }>(
    "SELECT id, ref FROM File WHERE state = 'pending' AND channelId = ? AND ref IS NOT NULL ORDER BY createdAt LIMIT 20",
  )
  const waiting = createWaiting()
  const presence = createGatewayPresence({ clock, commit }, rooms)
  let closed = false

  async function look(channel: ChannelInfo, have: ReadonlySet<string>): Promise<Next> {
    const sends: Next['sends'] = []
    const free = (key: string): boolean => !have.has(key)
    for (const segment of underWay.all(channel.id).filter((row) => free(keyOf(row)))) {
      const thread = threads.get(segment.threadId)
      if (thread) sends.push(claims.outgoing({ segment, channel, thread }))
    }
    for (const segment of due.all(channel.id, clock.now(), Math.max(0, AT_ONCE - have.size - sends.length))) {
      const claimed = await claims.claim(segment)
      if (claimed) sends.push(claims.outgoing(claimed))
    }
    return { sends, files: wanted.all(channel.id).filter(({ id }) => free(id)) }
  }

  /** Whether no other one has greeted since. What an old one is given, the new one would take for its own. */
  const isCurrent = ({ id }: ChannelInfo, instance: string): boolean => settings.get(holder(id)) === instance
  const replaced = (): DeskError => new DeskError('other-gateway', 409, 'Another gateway has taken this channel over.')

  return {
    async enter(key) {
      const [id = '', secret = ''] = key.split('.')
      const channel = channels.find(id)
      const known = channel && isRemote(channel) ? await channels.secrets(id) : undefined
      if (!channel || !known || !hookSecrets(known).some((ours) => equalText(secret, ours)))
        throw new DeskError('bad-gateway-key', 401, 'The key is not that of a channel with a gateway.')
      await presence.called(channel)
      return channel
    },
    async hello(channel, instance) {
      const { id, kind } = channel
      await commit(() => {
        settings.drop(changed(id))
        if (isCurrent(channel, instance)) return
        settings.put(holder(id), instance)
        // Only the one that took it knows whether it was sent.
        const fault = new AdapterFault('network', 'The gateway that was sending this is not there any more.', { certain: false })
        for (const segment of underWay.all(id)) settle.fault(segment, fault, false)
      })
      waiting.signal(id)
      const { credentials, hookSecret } = await channels.secrets(id)
      return { channelId: id, kind, settings: channel.settings, credentials, hookSecret }
    },
    async next(channel, { instance, have, waitMs }, gone) {
      const until = Date.now() + waitMs
      for (;;) {
        // What is taken for somebody who has gone waits until they ask again.
        if (closed || gone.aborted) return { sends: [], files: [] }
        if (!isCurrent(channel, instance)) throw replaced()
        const attention = waiting.attend(channel.id, gone)
        try {
          const greet = settings.get(changed(channel.id)) === true
          const found: Next = greet ? { sends: [], files: [], greet } : await look(channel, new Set(have))
          // It came while this was taken, and is given it with its next question.
          if (!isCurrent(channel, instance)) throw replaced()
          const left = until - Date.now()
          if (found.sends.length + found.files.length > 0 || left <= 0) return found
          // What was due just now and is still there has got another permission meanwhile.
          const soon = have.length < AT_ONCE && !greet ? coming.get(channel.id) : undefined
          await attention.within(Math.max(1, Math.min(left, soon ? soon.dueAt - clock.now() : left)))
        } finally {
          attention.end()
        }
      }
    },
    async result(channel, { instance, key, sent, fault }) {
      if (!isCurrent(channel, instance)) return
      const segment = one.get(Number.parseInt(key, 10), channel.id)
      const thread = segment && threads.get(segment.threadId)
      if (segment?.state !== 'sending' || keyOf(segment) !== key || !thread) return
      const claimed = { segment, channel, thread }
      if (sent) return claims.sent(claimed, sent)
      const { code, message, ...options } = fault ?? ({ code: 'platform', message: 'The gateway said nothing.', certain: false } as const)
      return claims.failed(claimed, new AdapterFault(code, message, options))
    },
    poke() {
      work.collect().forEach(waiting.signal)
    },
    close() {
      closed = true
      waiting.signalAll()
    },
  }
}
