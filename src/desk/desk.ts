import type { Adapter, Outcome } from '../contract/adapter.ts'
import type { Delivery } from '../ports/buffer.ts'
import { migrate } from '../runtime/migrate.ts'
import type { Ports } from '../ports/ports.ts'
import type { Db } from '../runtime/prisma.ts'
import { migrations } from '../../prisma/migrations/index.ts'
import { createAgents } from './agents/agents.ts'
import { type Auth, type Authenticate, createAuth, createAuthenticate } from './agents/auth.ts'
import { createChannelCommands } from './channels/commands.ts'
import { createChannelHealth } from './channels/health.ts'
import { createSeal } from './channels/seal.ts'
import { createChannelStore } from './channels/store.ts'
import { createStreams, type Streams } from './inbox/streams.ts'
import { createContacts } from './contacts/contacts.ts'
import { createFirstStart } from './agents/first-start.ts'
import { createFiles } from './timeline/files.ts'
import type { Feeds } from './feeds/feed.ts'
import { createIdentify } from './contacts/identify.ts'
import { createAppend } from './replies/append.ts'
import { createFarewell } from './replies/farewell.ts'
import { createGreet } from './replies/greeting.ts'
import { createHandling } from './conversations/handling.ts'
import { createNotify } from './replies/notices.ts'
import { createReading } from './reading/reading.ts'
import { createSearch } from './reading/search/search.ts'
import { createRecalls } from './replies/recall.ts'
import { createReplies } from './replies/reply.ts'
import { createTyping } from './replies/typing.ts'
import { createConversations } from './conversations/store.ts'
import { createWake } from './conversations/snooze.ts'
import { createPolling } from './inbox/poll.ts'
import { createReceive } from './inbox/receive.ts'
import { createTakers } from './inbox/takers.ts'
import { createAlarm } from './jobs/alarm.ts'
import { createJobs } from './jobs/jobs.ts'
import { createRetention } from './retention/retention.ts'
import type { Kit } from './kit.ts'
import type { Rooms } from './rooms.ts'
import { createConsoleFeed } from './feeds/console.ts'
import { createGateways } from './gateways/gateways.ts'
import { createLog } from './log/log.ts'
import { createReaders } from './log/readers.ts'
import { createClaims } from './outbox/claim.ts'
import { createDrain } from './outbox/drain.ts'
import { createOutboxQueue } from './outbox/queue.ts'
import { createSettle, type Settle } from './outbox/settle.ts'
import { createQueue } from './routing/queue.ts'
import { createMedia } from './timeline/media.ts'
import { createMessages } from './timeline/messages.ts'
import { createThreads } from './timeline/threads.ts'

export interface DeskOptions {
  ports: Ports
  db: Db
  adapters: Readonly<Record<string, Adapter>>
  /** Seals credentials and signs cookies. At least 32 characters. */
  secret: string
  /** Where platforms and browsers reach us, without a slash at the end. */
  publicUrl: string
}

/** The actor that owns one organisation's database. Everything that happens there is a command of one of its rooms. */
export interface Desk {
  kit: Kit
  rooms: Rooms
  auth: Auth
  authenticate: Authenticate
  receive(delivery: Delivery): Promise<Outcome>
  /** Looks for what a lost wake-up missed; to be called each minute. */
  sweep(): void
  /** Resolves when nothing is under way and nothing is due. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Opens the desk on its database: migrates, settles what a crash left behind, goes to work. */
export async function openDesk({ ports, db, adapters, secret, publicUrl }: DeskOptions): Promise<Desk> {
  const { sql, wake, live, clock } = ports
  await migrate(sql, migrations, ports.clock.now())

  let scheduled = false
  let closed = false
  const kick = (): void => {
    if (scheduled || closed) return
    scheduled = true
    queueMicrotask(tick)
  }
  const kit: Kit = {
    ...ports,
    db,
    adapters,
    publicUrl,
    seal: await createSeal(secret),
    commit: <T>(fn: () => T): Promise<T> =>
      sql.commit(fn).then((result) => {
        kick()
        return result
      }),
  }

  const log = createLog(kit)
  const readers = createReaders(kit, log, kick)
  const jobs = createJobs(kit, kick)
  const channels = createChannelStore(kit)
  const threads = createThreads(kit)
  const identify = createIdentify(kit, log)
  const media = createMedia(kit, { jobs, log, channels })
  const messages = createMessages(kit, media)
  const conversations = createConversations(kit)
  const append = createAppend({ messages, conversations, log })
  const alarm = createAlarm()
  const outbox = createOutboxQueue(kit, channels, alarm)
  const settle: Settle = createSettle(kit, {
    messages,
    threads,
    channels,
    log,
    alarm,
    outbox,
    broken: (id, fault) => health.broken(id, fault),
  })
  const health = createChannelHealth(kit, { channels, log, jobs, unpark: settle.unpark })
  const channelCommands = createChannelCommands(kit, { channels, health, log, jobs, streams: () => streams })
  const files = createFiles(kit)
  const claims = createClaims(kit, { channels, threads, messages, settle, outbox })
  const drain = createDrain(kit, { channels, claims, files, alarm }, kick)
  const queue = createQueue(kit)
  const wakeUp = createWake(kit, { conversations, log })
  const notify = createNotify(kit, { append, outbox })
  const greet = createGreet(kit, { conversations, notify, outbox, queue, jobs, log })
  const farewell = createFarewell(kit, { channels, conversations, threads, notify, jobs })
  const handling = createHandling(kit, { conversations, queue, log, jobs, wake: wakeUp, farewell })
  const replies = createReplies(kit, { conversations, append, outbox })
  const search = createSearch(kit, readers)
  const reading = createReading(kit, { channels, outbox, search })
  const inbox = { channels, identify, threads, messages, conversations, append, wake: wakeUp, greet, settle, queue, jobs, log }
  const receive = createReceive(kit, { channels, threads, jobs, takers: createTakers(kit, inbox) })
  createPolling(kit, { channels, jobs, receive, broken: health.broken })
  const gateways = createGateways(kit, { channels, health, claims, settle, threads, jobs })
  const feeds: Feeds = { console: createConsoleFeed(kit, { log, reading }) }
  const agents = createAgents(kit, { log })
  const retention = createRetention(kit, { jobs, log, readers })

  const next = (): number | null => {
    const times = [jobs.next(), drain.next(), readers.next()].filter((time) => time !== null)
    return times.length > 0 ? Math.min(...times) : null
  }

  /** One that fails must not keep the others from their work, nor end the process. */
  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      kit.log('error', 'desk.tick', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }

  /** After commits: tell those who listen, start what is due, sleep until the next. */
  function tick(): void {
    scheduled = false
    if (closed) return
    for (const feed of Object.values(feeds)) guarded(() => feed.publish())
    guarded(() => readers.run())
    guarded(() => drain.run())
    guarded(() => jobs.run())
    guarded(() => gateways.poke())
    const at = next()
    if (at !== null) wake.by(at)
  }

  live.onEvent({
    opened: (socket) => feeds[socket.session.kind]?.opened(socket),
    said: (socket, text) => feeds[socket.session.kind]?.said?.(socket, text),
    closed: () => {},
  })
  wake.onWake(async () => {
    kick()
    return null
  })

  await sql.commit(() => {
    queue.defaultQueue()
    settle.recover()
    retention.begin()
  })
  const streams: Streams = await sql.commit(() => createStreams(kit, { channels, jobs, receive, report: health.report }))
  kick()

  const auth = createAuth(kit, { secret, publicUrl })
  return {
    kit,
    rooms: {
      agents,
      contacts: createContacts(kit, { log }),
      files,
      firstStart: createFirstStart(kit),
      channels,
      channelCommands,
      health,
      handling,
      queue,
      reading,
      search,
      replies,
      receive,
      log,
      readers,
      settle,
      feeds,
      typing: createTyping(kit, { conversations, channels, threads, outbox, feeds }),
      media,
      gateways,
      recalls: createRecalls(kit, { conversations, channels, threads, messages, log }),
    },
    auth,
    authenticate: createAuthenticate(kit, auth),
    receive,
    sweep() {
      guarded(() => readers.sweep())
      kit.commit(settle.sweep).catch((error: unknown) => kit.log('warn', 'desk.sweep', { error: String(error) }))
    },
    async idle() {
      for (;;) {
        await Promise.all([drain.idle(), jobs.idle(), readers.idle()])
        const at = next()
        if (!scheduled && !drain.busy && !jobs.busy && !readers.busy && (at === null || at > clock.now())) return
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
    },
    async close() {
      closed = true
      wake.stop()
      await streams.close()
    },
  }
}
