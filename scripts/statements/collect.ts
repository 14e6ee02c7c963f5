import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '../../adapters/registry.node.ts'
import type { Adapter } from '../../src/contract/adapter.ts'
import { VIEWS } from '../../src/model/view.ts'
import { openHub } from '../../src/hub/hub.ts'
import { createFolderSnapshot } from '../../src/node/backup/snapshot.ts'
import { createFolderBlobs } from '../../src/node/blobs.ts'
import { createNodeEgress } from '../../src/node/egress.ts'
import { createNodeLive } from '../../src/node/live.ts'
import { openPrisma } from '../../src/node/prisma.ts'
import { openNodeSql } from '../../src/node/sql.ts'
import { createTimerWake } from '../../src/node/wake.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Sql } from '../../src/ports/sql.ts'
import { createMemory } from '../../src/runtime/memory.ts'

/** A statement and where it is prepared. */
export interface Prepared {
  text: string
  path: string
  /** From 1. */
  line: number
  column: number
}

const FRAME = /\(?(?:file:\/\/)?(\/[^():]+\.ts):(\d+):(\d+)\)?$/

/** Where the caller of the function that calls this stands. */
function caller(): Omit<Prepared, 'text'> | undefined {
  const match = FRAME.exec(new Error('here').stack?.split('\n')[3] ?? '')
  return match ? { path: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) } : undefined
}

/** Every statement that a hub prepares when it opens, and the tables that rooms make for themselves because they can make them anew. */
export async function collect(): Promise<{ prepared: Prepared[]; derived: string[] }> {
  const found: Prepared[] = []
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-statements-'))
  const inner = openNodeSql({ path: join(folder, 'desk.db') })
  const sql: Sql = {
    prepare(text) {
      const at = caller()
      if (at) found.push({ text, ...at })
      return inner.prepare(text)
    },
    exec: (script) => inner.exec(script),
    transaction: (fn) => inner.transaction(fn),
    commit: (fn, otherwise) => inner.commit(fn, otherwise),
    onUndo: (listener) => inner.onUndo(listener),
    close: () => inner.close(),
  }
  const trace = (): void => {}
  const clock = systemClock
  const live = createNodeLive({ trace })
  const ports = {
    sql,
    live,
    trace,
    clock,
    wake: createTimerWake({ clock, trace }),
    blobs: createFolderBlobs(folder),
    egress: createNodeEgress(),
    snapshot: createFolderSnapshot(folder),
    memory: createMemory(1024 * 1024),
  }
  const adapters: Record<string, Adapter> = registry
  const options = { adapters, secret: 's'.repeat(40), publicUrl: 'http://hub.test', owner: undefined, address: () => '' }
  const { desk } = await openHub({ ports, db: openPrisma(inner), ...options })
  // Lists are prepared when they are first asked for.
  for (const view of VIEWS) {
    desk.rooms.reading.list({ view, agentId: '', limit: 1 })
    desk.rooms.reading.count({ view }, '')
  }
  desk.rooms.reading.list({ view: 'resolved', priority: ['urgent'], agentId: '', limit: 1 })
  desk.rooms.reading.place({ view: 'open' }, '', 1)
  await desk.idle()
  const virtual = inner.prepare<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
  const derived = virtual.all().map(({ sql }) => sql)
  await desk.close()
  live.stop()
  sql.close()
  rmSync(folder, { recursive: true, force: true })
  return { prepared: found, derived }
}
