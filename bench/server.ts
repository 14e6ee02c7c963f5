import type { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { serveChild } from './child.ts'

/** A server's processor time and the rows it has written until now; rows are 0 where the engine does not tell. */
export interface Usage {
  cpuMicros: number
  rows: number
}

interface Queries {
  changes(): number
  /** Pages in the write-ahead log, which begins anew with each call. */
  pages(): number
}

/** Tells the benchmark where a server listens, and what it used. */
export function serveBench(
  ready: { url: string; headers: Record<string, string>; key?: string },
  { changes, pages }: Queries,
  settled: () => Promise<void> = () => Promise.resolve(),
  more: Record<string, () => Promise<void>> = {},
): void {
  serveChild(ready, {
    ...more,
    settled,
    usage(): Usage {
      const { user, system } = process.cpuUsage()
      return { cpuMicros: user + system, rows: changes() }
    },
    pages,
  })
}

interface Counters {
  get(): unknown
}

/** The two counters of a database, by any means to prepare a statement. */
export function countersOf(prepare: (text: string) => Counters): Queries {
  const changes = prepare('SELECT total_changes() AS n')
  const look = prepare('PRAGMA wal_checkpoint(PASSIVE)')
  const empty = prepare('PRAGMA wal_checkpoint(TRUNCATE)')
  return {
    changes: () => (changes.get() as { n: number }).n,
    pages() {
      const { log } = look.get() as { log: number }
      empty.get()
      return log
    },
  }
}

/** Hono, JSON.parse and group commit around `store`, and nothing else. */
export function serveStore<Update>(database: DatabaseSync, path: string, store: (update: Update) => void): void {
  let waiting: { update: Update; done: () => void }[] = []

  function flush(): void {
    const group = waiting
    waiting = []
    database.exec('BEGIN IMMEDIATE')
    for (const { update } of group) store(update)
    database.exec('COMMIT')
    for (const { done } of group) done()
  }

  const app = new Hono().post('/hooks/:id', async (c) => {
    const update = await c.req.json<Update>()
    await new Promise<void>((done) => {
      if (waiting.push({ update, done }) === 1) setImmediate(flush)
    })
    return c.json({ ok: true })
  })

  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
    serveBench(
      { url: `http://127.0.0.1:${port}${path}`, headers: {} },
      countersOf((text) => database.prepare(text)),
    )
  })
}
