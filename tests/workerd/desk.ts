import { env } from 'cloudflare:workers'
import { registry } from '../../adapters/registry.ts'
import { createR2Blobs, PART } from '../../src/cloudflare/blobs.ts'
import { createCloudflareEgress } from '../../src/cloudflare/egress.ts'
import { createExport } from '../../src/cloudflare/export.ts'
import { openPrisma } from '../../src/cloudflare/prisma.ts'
import { createBookmarks } from '../../src/cloudflare/snapshot.ts'
import { openCloudflareSql } from '../../src/cloudflare/sql.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { openDesk } from '../../src/desk/desk.ts'
import type { Acting } from '../../src/desk/web/roles.ts'
import { migrations } from '../../prisma/migrations/index.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createMemory } from '../../src/runtime/memory.ts'
import { migrate } from '../../src/runtime/migrate.ts'
import type { PortsObject } from './worker.ts'

export const owner: Acting = { id: 'owner', name: 'Owner', role: 'owner' }

/** The desk on the object's own storage, as it runs at the edge. */
export async function open(instance: PortsObject, state: DurableObjectState, within?: number): Promise<Desk> {
  const { storage } = state
  const sql = openCloudflareSql(storage)
  const memory = createMemory(1024 * 1024)
  const ports = { sql, wake: instance.wake!, live: instance.live, clock: systemClock, trace: () => {}, memory }
  const exporting = { storage, sql, blobs: createR2Blobs(env.BUCKET, createMemory(PART)), ...(within !== undefined && { within }) }
  const snapshot = { ...createBookmarks(state), ...createExport(exporting) }
  await migrate(sql, migrations, systemClock.now())
  return openDesk({
    ports: { ...ports, blobs: createR2Blobs(env.BUCKET, memory), snapshot, egress: createCloudflareEgress() },
    db: openPrisma(sql),
    adapters: { web: registry.web },
    secret: 'a secret of at least thirty-two characters',
    publicUrl: 'https://hub.test',
  })
}
