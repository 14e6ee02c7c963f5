import { join } from 'node:path'
import type { Adapter, Outcome } from '../../src/contract/adapter.ts'
import type { Acting, Presence, Role } from '../../src/desk/web/roles.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Rooms } from '../../src/desk/compose.ts'
import type { QueueChange } from '../../src/desk/routing/queue-commands.ts'
import { openDesk } from '../../src/desk/desk.ts'
import type { Json, InboundEvent } from '../../src/model/events.ts'
import { createFolderSnapshot } from '../../src/node/backup/snapshot.ts'
import { createFolderBlobs } from '../../src/node/blobs.ts'
import { createNodeEgress } from '../../src/node/egress.ts'
import { createNodeLive } from '../../src/node/live.ts'
import { openPrisma } from '../../src/node/prisma.ts'
import { openNodeSql } from '../../src/node/sql.ts'
import { createMemory } from '../../src/runtime/memory.ts'
import type { Blobs } from '../../src/ports/blobs.ts'
import type { Sql, SqlValue } from '../../src/ports/sql.ts'
import { migrate } from '../../src/runtime/migrate.ts'
import { migrations } from '../../prisma/migrations/index.ts'
import { insertAgent } from './agents.ts'
import type { TestClock } from './clock.ts'
import { createTestClock } from './clock.ts'
import type { SaidOptions } from './events.ts'
import { message } from './events.ts'
import { createTestFolder } from './folder.ts'
import type { TestPlatform } from './platform.ts'
import { startPlatform } from './platform.ts'
import { createTestAdapter } from './test-adapter.ts'
import { createTestWake } from './wake.ts'

export const SECRET = 'a secret of at least thirty-two characters'

export interface TestDeskOptions {
  /** Default: the test adapter. */
  adapters?: Record<string, Adapter>
  clock?: TestClock
  /** A database in a file, for what has to survive `restart`. Default: in memory. */
  file?: boolean
  limits?: { maxPending?: number; maxPages?: number }
  /** Deadline of a call to the platform, and of the body of its answer. */
  timeoutMs?: number
  bodyMs?: number
  /** The platform refuses a key the second time. */
  dedupes?: boolean
  /** Bytes of files that may be held at once. Default: no limit. */
  memory?: number
  /** Stands between the desk and its database. */
  wrap?: (sql: Sql) => Sql
  /** Stands between the desk and its files. */
  blobs?: (blobs: Blobs) => Blobs
  secret?: string
  /** Where calls to https go instead. */
  relay?: string
  /** SQL that makes the database as an older version has left it. */
  from?: string
}

export interface TraceLine {
  level: string
  event: string
  data: Record<string, unknown> | undefined
}

export interface TestDesk {
  readonly desk: Desk
  readonly rooms: Rooms
  readonly sql: Sql
  readonly clock: TestClock
  readonly platform: TestPlatform
  readonly trace: TraceLine[]
  /** Where its database and files are. */
  readonly folder: string
  /** A channel on the platform, switched on. */
  channel(options?: { kind?: string; settings?: { [key: string]: Json }; draft?: boolean }): Promise<string>
  /** Takes events in; those without a time happened now. */
  receive(channelId: string, ...events: InboundEvent[]): Promise<Outcome>
  /** A customer says something; the conversation it belongs to. */
  say(channelId: string, text: string, options?: SaidOptions): Promise<number>
  agent(name: string, options?: { role?: Role; capacity?: number; presence?: Presence }): Promise<Acting>
  owner(): Promise<Acting>
  /** A queue, with these members (level 1) or for everybody; its id. */
  queue(name: string, change?: QueueChange, members?: Acting[]): Promise<number>
  /** Makes somebody who is away the only one to serve the default queue: nothing urgent is offered to anybody. */
  unserved(): Promise<void>
  /** A reply of the agent; its message. */
  reply(agent: Acting, conversation: number, text: string, key?: string): Promise<number>
  rows<T = Record<string, SqlValue>>(text: string, ...params: SqlValue[]): T[]
  row<T = Record<string, SqlValue>>(text: string, ...params: SqlValue[]): T
  /** Until nothing is under way and nothing is due. */
  idle(): Promise<void>
  /** Lets time pass, waking the desk whenever it asked for it. */
  advance(ms: number): Promise<void>
  /** As after a crash: what was under way is cut off, and the desk opens on the same database. Needs `file`. */
  restart(secret?: string): Promise<void>
  close(): Promise<void>
}

/** A desk on a real database, with a clock that stands still and a platform that does what the test says. */
export async function openTestDesk(options: TestDeskOptions = {}): Promise<TestDesk> {
  const clock = options.clock ?? createTestClock()
  const folder = createTestFolder()
  const platform = await startPlatform({ clock, dedupes: options.dedupes ?? false })
  const adapters = options.adapters ?? { test: createTestAdapter() as Adapter }
  const trace: TraceLine[] = []
  const path = options.file ? join(folder.path, 'desk.db') : ':memory:'
  let keys = 0
  let owner: Promise<Acting> | undefined

  async function open(secret = options.secret ?? SECRET) {
    const database = openNodeSql({ path, ...options.limits })
    const sql = options.wrap?.(database) ?? database
    const wake = createTestWake()
    const write = (level: string, event: string, data?: Record<string, unknown>): void => void trace.push({ level, event, data })
    const ports = {
      sql,
      wake,
      clock,
      trace: write,
      live: createNodeLive({ trace: write }),
      blobs: options.blobs?.(createFolderBlobs(join(folder.path, 'files'))) ?? createFolderBlobs(join(folder.path, 'files')),
      snapshot: createFolderSnapshot(folder.path),
      memory: createMemory(options.memory ?? Number.POSITIVE_INFINITY),
      egress: createNodeEgress({
        allow: ['127.0.0.0/8'],
        ...(options.relay !== undefined && { relay: { url: options.relay } }),
        timeoutMs: options.timeoutMs ?? 2000,
        ...(options.bodyMs !== undefined && { bodyMs: options.bodyMs }),
      }),
    }
    if (options.from !== undefined && sql.prepare('SELECT 1 FROM sqlite_schema').get() === undefined) sql.exec(options.from)
    await migrate(sql, migrations, clock.now())
    const desk = await openDesk({ ports, db: openPrisma(sql), adapters, secret, publicUrl: 'http://hub.test' })
    return { sql, database, wake, desk, live: ports.live }
  }
  let now = await open()

  const self: TestDesk = {
    clock,
    platform,
    trace,
    folder: folder.path,
    get desk() {
      return now.desk
    },
    get rooms() {
      return now.desk.rooms
    },
    get sql() {
      return now.sql
    },
    async channel({ kind = Object.keys(adapters)[0] ?? 'test', settings = {}, draft = false } = {}) {
      const admin = await self.owner()
      const credentials = { base: platform.base, token: platform.token, secret: 'webhook-secret' }
      const id = await self.rooms.channelCommands.create(admin, { kind, name: `${kind} channel`, credentials, settings })
      if (!draft) await self.rooms.channelCommands.enable(admin, id)
      return id
    },
    receive: (channelId, ...events) =>
      now.desk.receive({ channelId, events: events.map((event) => ({ ...event, at: event.at || clock.now() })) }),
    async say(channelId, text, said = {}) {
      const event = message(text, said)
      await self.receive(channelId, event)
      return self.row<{ id: number }>(
        'SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.channelId = ? AND t.externalId = ? ORDER BY c.id DESC LIMIT 1',
        channelId,
        event.thread.externalId,
      ).id
    },
    async agent(name, { role = 'agent', capacity = 5, presence = 'available' } = {}) {
      const acting: Acting = { id: name.toLowerCase(), name, role }
      await now.sql.commit(() => insertAgent(now.sql, acting, capacity))
      await self.rooms.agents.presence(acting, presence)
      return acting
    },
    async owner() {
      owner ??= self.agent('Owner', { role: 'owner', capacity: 100 })
      return owner
    },
    async queue(name, change = {}, members = []) {
      const boss: Acting = { id: 'set-up', name: 'Set-up', role: 'owner' }
      const id = await self.rooms.queueCommands.create(boss, { ...change, name })
      await self.rooms.queueCommands.members(
        boss,
        id,
        members.map(({ id: agent }) => ({ agent, level: 1 })),
      )
      return id
    },
    async unserved() {
      const nobody = await self.agent('Nobody', { presence: 'away' })
      await self.rooms.queueCommands.members(nobody, self.rooms.queues.defaultQueue(), [{ agent: nobody.id, level: 1 }])
    },
    async reply(agent, conversation, text, key = `key-${++keys}`) {
      const { messageId } = await self.rooms.replies.reply(agent, conversation, { content: [{ type: 'text', text }], key })
      return messageId
    },
    rows: <T>(text: string, ...params: SqlValue[]) => now.database.prepare<T>(text).all(...params),
    row<T>(text: string, ...params: SqlValue[]) {
      const [row] = self.rows<T>(text, ...params)
      if (!row) throw new Error(`no row: ${text}`)
      return row
    },
    idle: () => now.desk.idle(),
    async advance(ms) {
      const end = clock.now() + ms
      await self.idle()
      for (let due = now.wake.due(); due !== null && due <= end; due = now.wake.due()) {
        clock.set(Math.max(due, clock.now()))
        await now.wake.fire()
        await self.idle()
      }
      clock.set(end)
    },
    async restart(secret) {
      now.live.stop()
      await now.desk.close()
      now.sql.close()
      now = await open(secret)
    },
    async close() {
      await self.idle()
      now.live.stop()
      await now.desk.close()
      now.sql.close()
      await platform.close()
      folder.remove()
    },
  }
  return self
}
