import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { migrations } from '../../prisma/migrations/index.ts'
import { migrate } from '../../src/runtime/migrate.ts'
import type { LiveSession } from '../../src/ports/live.ts'
import { createFolderBlobs } from '../../src/node/blobs.ts'
import { noBuffer } from '../../src/hub/front/tools.ts'
import { createNodeEgress } from '../../src/node/egress.ts'
import { createNodeLive } from '../../src/node/live.ts'
import { openPrisma } from '../../src/node/prisma.ts'
import { openNodeSql } from '../../src/node/sql.ts'
import { createTimerWake } from '../../src/node/wake.ts'
import { blobsSuite } from '../ports/blobs.ts'
import { bufferSuite } from '../ports/buffer.ts'
import { clockSuite } from '../ports/clock.ts'
import { egressSuite } from '../ports/egress.ts'
import { egressGuardSuite } from '../ports/egress-guard.ts'
import type { EgressOptions } from '../../src/ports/egress.ts'
import { HOUR, createTestClock } from '../support/clock.ts'
import { startEgressServer } from '../ports/egress-server.ts'
import { clientOf, liveSuite, orders } from '../ports/live.ts'
import { migrateSuite } from '../ports/migrate.ts'
import { prismaSuite } from '../ports/prisma.ts'
import { sqlSuite, type WithSql } from '../ports/sql.ts'
import { wakeSuite } from '../ports/wake.ts'

const trace = () => {}

const withSql: WithSql = async (body) => {
  const sql = openNodeSql({ path: ':memory:' })
  try {
    await body(sql)
  } finally {
    sql.close()
  }
}

describe('sql', () => sqlSuite(withSql))

describe('migrate', () => migrateSuite(withSql, migrations))

describe('prisma', () =>
  prismaSuite((body) =>
    withSql(async (sql) => {
      await migrate(sql, migrations)
      await body(openPrisma(sql), sql)
    }),
  ))

describe('wake', () => {
  wakeSuite(async (body) => {
    const wake = createTimerWake({ trace, again: 20 })
    try {
      await body(wake)
    } finally {
      wake.stop()
    }
  })

  test('a clock that jumps ahead, as after a sleep of the machine, does not leave it waiting for the old timer', async () => {
    const clock = createTestClock()
    const wake = createTimerWake({ trace, clock })
    const woken = new Promise<void>((resolve) => wake.onWake(() => Promise.resolve(resolve()).then(() => null)))
    wake.by(clock.now() + HOUR)
    clock.forward(2 * HOUR)
    wake.by(clock.now() + HOUR)
    await woken
    wake.stop()
  })
})

describe('live', () =>
  liveSuite(async (body) => {
    const live = createNodeLive({ trace })
    live.onEvent(orders(live))
    const app = new Hono().get('/', (c) => live.accept(c, JSON.parse(c.req.query('session') ?? 'null') as LiveSession))
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', websocket: { server: live.server } })
    await once(server, 'listening')
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}/`
    try {
      await body({
        plain: () => fetch(`http://${address}`),
        connect: (session) =>
          Promise.resolve(clientOf(new WebSocket(`ws://${address}?session=${encodeURIComponent(JSON.stringify(session))}`))),
      })
    } finally {
      live.stop()
      server.close()
    }
  }))

describe('blobs', () =>
  blobsSuite(async (body) => {
    const folder = mkdtempSync(join(tmpdir(), 'blobs-'))
    try {
      await body(createFolderBlobs(folder))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }))

describe('egress', () => {
  let server: Awaited<ReturnType<typeof startEgressServer>>
  beforeAll(async () => {
    server = await startEgressServer()
  })
  afterAll(() => server.stop())
  const onLoopback = (options: EgressOptions = {}) => createNodeEgress({ allow: ['127.0.0.0/8'], ...options })
  egressSuite(onLoopback, () => server, { certain: true })
  egressGuardSuite(createNodeEgress, () => server)
})

describe('buffer', () => bufferSuite((body) => body(noBuffer, () => Promise.resolve([]))))

describe('clock', clockSuite)
