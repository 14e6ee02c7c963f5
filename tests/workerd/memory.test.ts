import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { migrations } from '../../prisma/migrations/index.ts'
import { createR2Blobs, PART } from '../../src/cloudflare/blobs.ts'
import { createCloudflareEgress } from '../../src/cloudflare/egress.ts'
import { createExport } from '../../src/cloudflare/export.ts'
import { openPrisma } from '../../src/cloudflare/prisma.ts'
import { createBookmarks } from '../../src/cloudflare/snapshot.ts'
import { openCloudflareSql } from '../../src/cloudflare/sql.ts'
import { openDesk } from '../../src/desk/desk.ts'
import { createMemory } from '../../src/runtime/memory.ts'
import { migrate } from '../../src/runtime/migrate.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { memorySuite } from '../ports/memory.ts'
import { createTestWake } from '../support/wake.ts'
import type { PortsObject } from './worker.ts'

memorySuite(
  ({ memory: size, adapters }, body) =>
    runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async ({ live }: PortsObject, state) => {
      const sql = openCloudflareSql(state.storage)
      await migrate(sql, migrations)
      const memory = createMemory(size)
      const desk = await openDesk({
        ports: {
          sql,
          live,
          memory,
          snapshot: {
            ...createBookmarks(state),
            ...createExport({ storage: state.storage, sql, blobs: createR2Blobs(env.BUCKET, memory) }),
          },
          clock: systemClock,
          trace: () => {},
          wake: createTestWake(),
          blobs: createR2Blobs(env.BUCKET, createMemory(2 * PART, memory)),
          egress: createCloudflareEgress(),
        },
        db: openPrisma(sql),
        adapters,
        secret: 'a secret of at least thirty-two characters',
        publicUrl: 'http://hub.test',
      })
      await body(desk)
      await desk.close()
    }),
  PART,
)
