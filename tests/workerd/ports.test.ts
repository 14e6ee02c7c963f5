import { createMessageBatch, createExecutionContext, evictDurableObject, getQueueResult, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, inject, test } from 'vitest'
import { migrations } from '../../prisma/migrations/index.ts'
import { createR2Blobs } from '../../src/cloudflare/blobs.ts'
import { createQueueBuffer } from '../../src/cloudflare/buffer.ts'
import { createCloudflareEgress } from '../../src/cloudflare/egress.ts'
import { openPrisma } from '../../src/cloudflare/prisma.ts'
import { createBookmarks } from '../../src/cloudflare/snapshot.ts'
import { openCloudflareSql } from '../../src/cloudflare/sql.ts'
import { toFault } from '../../src/cloudflare/sql-fault.ts'
import { createMemory } from '../../src/runtime/memory.ts'
import { migrate } from '../../src/runtime/migrate.ts'
import type { LiveSession } from '../../src/ports/live.ts'
import { blobsSuite } from '../ports/blobs.ts'
import { bufferSuite, delivery } from '../ports/buffer.ts'
import { clockSuite } from '../ports/clock.ts'
import { egressSuite } from '../ports/egress.ts'
import { egressGuardSuite } from '../ports/egress-guard.ts'
import type { EgressOptions } from '../../src/ports/egress.ts'
import { agent, clientOf, liveSuite, type LiveHouse } from '../ports/live.ts'
import { migrateSuite } from '../ports/migrate.ts'
import { prismaSuite } from '../ports/prisma.ts'
import { sqlSuite, type WithSql } from '../ports/sql.ts'
import { wakeSuite } from '../ports/wake.ts'
import type { Delivery } from '../../src/ports/buffer.ts'
import worker, { brought, deliveries, type PortsObject, setAside } from './worker.ts'

const trace = () => {}
const fresh = () => env.PORTS.get(env.PORTS.newUniqueId())

const withSql: WithSql = (body) =>
  runInDurableObject(fresh(), async (_: PortsObject, state) => {
    await body(openCloudflareSql(state.storage))
  })

describe('sql', () => {
  sqlSuite(withSql)

  test('a full disk', () => {
    expect(toFault(new Error('database or disk is full: SQLITE_FULL'))).toMatchObject({ name: 'SqlFault', code: 'full' })
    const other = new Error('not of SQLite')
    expect(toFault(other)).toBe(other)
  })
})

describe('migrate', () => migrateSuite(withSql, migrations))

describe('prisma', () =>
  prismaSuite((body) =>
    withSql(async (sql) => {
      await migrate(sql, migrations)
      await body(openPrisma(sql), sql)
    }),
  ))

describe('wake', () => {
  wakeSuite((body) => runInDurableObject(fresh(), (instance: PortsObject) => body(instance.wake!)))

  test('what was set outlives the object', async () => {
    const stub = fresh()
    const at = Date.now() + 300
    await runInDurableObject(stub, (instance: PortsObject) => instance.wake!.by(at))
    await evictDurableObject(stub)
    await runInDurableObject(stub, async (instance: PortsObject, state) => {
      instance.wake!.by(at + 60_000)
      expect(await state.storage.getAlarm()).toBe(at)
      await new Promise<void>((resolve) => instance.wake!.onWake(() => Promise.resolve(resolve()).then(() => null)))
    })
  })
})

describe('live', () => {
  const houseOf = (stub: DurableObjectStub): LiveHouse => ({
    plain: () => stub.fetch('http://desk/'),
    async connect(session: LiveSession) {
      const url = `http://desk/?session=${encodeURIComponent(JSON.stringify(session))}`
      const { webSocket } = await stub.fetch(url, { headers: { upgrade: 'websocket' } })
      const client = clientOf(webSocket!)
      webSocket!.accept()
      return client
    },
  })
  liveSuite((body) => body(houseOf(fresh())))

  test('sockets and their sessions outlive the object', async () => {
    const stub = fresh()
    const client = await houseOf(stub).connect(agent('a'))
    await client.next()
    const changed = { ...agent('a'), after: 5 }
    client.send(`keep ${JSON.stringify(changed)}`)
    client.send('echo kept')
    expect(await client.next()).toBe('kept')
    await evictDurableObject(stub)
    client.send('session')
    expect(JSON.parse(await client.next())).toEqual(changed)
  })
})

describe('blobs', () => blobsSuite((body) => body(createR2Blobs(env.BUCKET, createMemory(16 * 1024 * 1024)))))

describe('egress', () => {
  const onLoopback = (options: EgressOptions = {}) => createCloudflareEgress({ allow: ['127.0.0.0/8'], ...options })
  egressSuite(onLoopback, () => inject('places'), { certain: false })
  egressGuardSuite(createCloudflareEgress, () => inject('places'))
})

describe('buffer', () => {
  bufferSuite((body) =>
    body(createQueueBuffer(env.QUEUE, trace), async () => {
      await expect.poll(() => brought.length, { timeout: 5000 }).toBe(5)
      return brought
    }),
  )

  test('pieces of a delivery are still of one account, and ring once', async () => {
    const whole = { ...delivery(['p1', 'p2', 'p3'], 'x'.repeat(50_000)), account: 'kf-2', ring: { token: 't' } }
    expect(await createQueueBuffer(env.QUEUE, trace).offer(whole)).toBe(true)
    const pieces = () => deliveries.filter(({ events }) => events[0]?.dedupeKey.startsWith('p'))
    await expect.poll(() => pieces().length, { timeout: 5000 }).toBe(3)
    expect(pieces().map(({ account }) => account)).toEqual(['kf-2', 'kf-2', 'kf-2'])
    expect(pieces().flatMap(({ ring }) => ring ?? [])).toEqual([{ token: 't' }])
  })

  async function bring(queue: string, ...keys: string[]) {
    return bringAll(queue, Object.fromEntries(keys.map((key) => [key, delivery([key])])))
  }

  async function bringAll(queue: string, bodies: Readonly<Record<string, Delivery>>) {
    const messages = Object.entries(bodies).map(([id, body]) => ({ id, timestamp: new Date(), attempts: 3, body }))
    const batch = createMessageBatch(queue, messages)
    await worker.queue(batch)
    const { explicitAcks, retryMessages } = await getQueueResult(batch, createExecutionContext())
    return { done: explicitAcks, again: retryMessages.map(({ msgId }) => msgId) }
  }

  test('a ring that an earlier version left there is heard', async () => {
    const { channelId } = delivery([])
    const left = { channelId, events: [], account: 'kf-3', wake: { token: 'old' } }
    expect(await bringAll('surge', { left })).toEqual({ done: ['left'], again: [] })
    expect(deliveries.at(-1)).toEqual({ channelId, events: [], account: 'kf-3', ring: { token: 'old' } })
    expect(await bringAll('surge-dead', { left })).toEqual({ done: ['left'], again: [] })
    expect(setAside.pop()).toEqual({ channelId, events: [], account: 'kf-3', ring: { token: 'old' } })
  })

  test('what the desk refuses comes back, alone and later', async () => {
    expect(await bring('surge', 'fail', 'fine')).toEqual({ done: ['fine'], again: ['fail'] })
  })

  test('what comes for a channel that is switched off by then is set aside', async () => {
    expect(await createQueueBuffer(env.QUEUE, trace).offer({ ...delivery(['too late']), channelId: 'off' })).toBe(true)
    await expect
      .poll(() => setAside.splice(0).flatMap(({ events }) => events.map((event) => event.dedupeKey)), { timeout: 5000 })
      .toEqual(['too late'])
  })

  test('what could never be delivered is set aside, and comes back until it is', async () => {
    expect(await bring('surge-dead', 'fail-dead', 'dead')).toEqual({ done: ['dead'], again: ['fail-dead'] })
    expect(await bring('surge-dead', 'fail-dead')).toEqual({ done: ['fail-dead'], again: [] })
    expect(setAside.flatMap(({ events }) => events.map((event) => event.dedupeKey))).toEqual(['dead', 'fail-dead'])
  })
})

// Going back is Cloudflare's: workerd by itself says that it cannot.
test('a bookmark is a name, and what is none, or cannot be had here, is refused with a reason', () =>
  runInDurableObject(fresh(), async (_: PortsObject, state) => {
    const bookmarks = createBookmarks(state)
    expect(await bookmarks.take()).toMatch(/^[\da-f-]{40,}$/)
    for (const name of ['nonsense', await bookmarks.take(), new Date().toISOString()])
      await expect(bookmarks.restore(name)).rejects.toMatchObject({ name: 'SnapshotFault', message: expect.stringMatching(/.{10}/) })
  }))

describe('clock', clockSuite)
