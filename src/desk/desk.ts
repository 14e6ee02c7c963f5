import type { Adapter, Outcome } from '../contract/adapter.ts'
import type { Delivery } from '../ports/buffer.ts'
import type { Db } from '../ports/db.ts'
import type { Ports } from '../ports/ports.ts'
import { type Auth, type Authenticate, createAuth, createAuthenticate } from './agents/auth.ts'
import { createSeal } from './channels/seal.ts'
import { type Rooms, composeRooms } from './compose.ts'
import { createStreams } from './inbox/streams.ts'
import type { Kit } from './kit.ts'
import { createRemembered } from './remembered.ts'

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

/** Opens the desk on its database, which is up to date: settles what a crash left behind, goes to work. */
export async function openDesk({ ports, db, adapters, secret, publicUrl }: DeskOptions): Promise<Desk> {
  const { sql, wake, live, clock } = ports
  let scheduled = false
  let closed = false
  const kick = (): void => {
    if (scheduled || closed) return
    scheduled = true
    queueMicrotask(tick)
  }
  const ends: (() => void)[] = []
  const whole =
    <A extends unknown[], T>(fn: (...args: A) => T) =>
    (...args: A): T => {
      const result = fn(...args)
      for (const end of ends) end()
      return result
    }
  const kit: Kit = {
    ...ports,
    db,
    adapters,
    publicUrl,
    remembered: createRemembered(sql),
    seal: await createSeal(secret),
    commit: <T>(fn: () => T, otherwise?: (error: unknown) => T): Promise<T> =>
      sql.commit(whole(fn), otherwise && whole(otherwise)).then((result) => {
        kick()
        return result
      }),
    atEnd: (work) => void ends.push(work),
  }
  const auth = createAuth(kit, { secret, publicUrl })
  const rooms = composeRooms(kit, auth, kick)
  const { drain, feeds, gateways, jobs, readers } = rooms

  const next = (): number | null => {
    const told = Object.values(feeds).map((feed) => feed.next?.() ?? null)
    const times = [jobs.next(), drain.next(), readers.next(), ...told].filter((time) => time !== null)
    return times.length > 0 ? Math.min(...times) : null
  }

  /** One that fails must not keep the others from their work, nor end the process. */
  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      kit.trace('error', 'desk.tick', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
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
    opened(socket) {
      feeds[socket.session.kind].opened(socket)
      if (socket.session.kind === 'console') void rooms.absence.came(socket.session.agentId)
    },
    said: (socket, text) => feeds[socket.session.kind].said?.(socket, text),
    closed({ session }) {
      if (session.kind === 'console') void rooms.absence.left(session.agentId)
    },
  })
  wake.onWake(async () => {
    kick()
    return null
  })
  await kit.commit(() => {
    rooms.queues.defaultQueue()
    rooms.settle.recover()
    rooms.retention.begin()
    rooms.absence.begin()
    createStreams(kit, { ...rooms, report: rooms.health.report })
  })
  kick()

  return {
    kit,
    rooms,
    auth,
    authenticate: createAuthenticate(kit, auth),
    receive: rooms.receive,
    sweep() {
      guarded(rooms.endFeeds)
      guarded(() => readers.sweep())
      rooms.sweepQueues().catch((error: unknown) => kit.trace('warn', 'desk.sweep', { error: String(error) }))
      kit.commit(rooms.heads.sweep).catch((error: unknown) => kit.trace('warn', 'desk.sweep', { error: String(error) }))
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
      await rooms.connections.close()
    },
  }
}
