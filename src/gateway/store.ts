import { DatabaseSync } from 'node:sqlite'
import type { InboundEvent } from '../model/events.ts'
import type { WireResult } from '../desk/gateways/protocol.ts'

/** An event as JSON text. */
export interface Spooled {
  id: number
  body: string
}

export interface SpooledMedium {
  mime: string
  body: Uint8Array<ArrayBuffer>
}

/** What the gateway must not forget: events that the hub has not taken, sends that were begun, media, what an adapter keeps. */
export interface GatewayStore {
  /** Durable when it returns. */
  spool(events: InboundEvent[]): void
  /** The oldest, at most so many of at most so many bytes in all, and one at least where there is any. */
  spooled(most: { events: number; bytes: number }): Spooled[]
  accepted(ids: number[]): void
  /** What the hub does not want stays here, out of the way, and is spooled again when the file is opened next. False: too many do. */
  setAside(id: number, error: string): boolean
  /** How many are set aside, and whether no more can be. */
  aside(): { count: number; full: boolean }
  /** Before the call: false when it was begun already, by us or by the gateway that was here before. */
  begin(key: string): boolean
  done(result: WireResult): void
  /** What the hub has not been told yet. */
  results(): WireResult[]
  /** The hub knows; a key that it asks for again has been settled there. */
  told(key: string): void
  /** Sends under way that the process before this one did not see end. */
  interrupted(): string[]
  putMedium(ref: string, medium: SpooledMedium): void
  medium(ref: string): SpooledMedium | undefined
  dropMedium(ref: string): void
  kept(key: string): string | null
  keep(key: string, value: string): void
  close(): void
}

const SCHEMA = `
  PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS Event (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS Aside (id INTEGER PRIMARY KEY, body TEXT NOT NULL, error TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS Send (key TEXT PRIMARY KEY, result TEXT, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS Medium (ref TEXT PRIMARY KEY, mime TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS Kept (key TEXT PRIMARY KEY, value TEXT NOT NULL);`

/** A medium that the hub has not asked for by then belongs to an event that it had already. */
const FORGET_MS = 7 * 86_400_000

/** More than these are no oddities any more: hub and gateway do not understand each other. */
const ASIDE_MOST = 100
/** Older ones make room. */
const ASIDE_MS = 30 * 86_400_000

/** Opens the gateway's file. Throws when another process has it. */
export function openGatewayStore(path: string, now = Date.now()): GatewayStore {
  const db = new DatabaseSync(path, { timeout: 0 })
  db.exec(SCHEMA)
  db.prepare('DELETE FROM Medium WHERE at < ?').run(now - FORGET_MS)
  db.exec('BEGIN; INSERT INTO Event (id, body) SELECT id, body FROM Aside; DELETE FROM Aside; COMMIT')
  const addEvent = db.prepare('INSERT INTO Event (body) VALUES (?)')
  const events = db.prepare('SELECT id, body FROM Event ORDER BY id LIMIT ?')
  const putAside = db.prepare('INSERT INTO Aside (id, body, error, at) SELECT id, body, ?, ? FROM Event WHERE id = ?')
  const asideCount = db.prepare('SELECT count(*) AS count FROM Aside')
  const forgetAside = db.prepare('DELETE FROM Aside WHERE at < ?')
  const dropEvent = db.prepare('DELETE FROM Event WHERE id = ?')
  const begin = db.prepare('INSERT INTO Send (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const done = db.prepare('UPDATE Send SET result = ? WHERE key = ?')
  const results = db.prepare('SELECT result FROM Send WHERE result IS NOT NULL')
  const open = db.prepare('SELECT key FROM Send WHERE result IS NULL')
  const told = db.prepare('DELETE FROM Send WHERE key = ?')
  const putMedium = db.prepare('INSERT INTO Medium (ref, mime, body, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const getMedium = db.prepare('SELECT mime, body FROM Medium WHERE ref = ?')
  const dropMedium = db.prepare('DELETE FROM Medium WHERE ref = ?')
  const kept = db.prepare('SELECT value FROM Kept WHERE key = ?')
  const keep = db.prepare('INSERT INTO Kept (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')

  function together(fn: () => void): void {
    db.exec('BEGIN IMMEDIATE')
    try {
      fn()
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }

  function aside(): { count: number; full: boolean } {
    const { count } = asideCount.get() as { count: number }
    return { count, full: count >= ASIDE_MOST }
  }

  return {
    aside,
    setAside(id, error) {
      forgetAside.run(Date.now() - ASIDE_MS)
      if (aside().full) return false
      together(() => {
        putAside.run(error, Date.now(), id)
        dropEvent.run(id)
      })
      return true
    },
    spooled(most) {
      const batch: Spooled[] = []
      let bytes = 0
      for (const row of events.iterate(most.events) as Iterable<Spooled>) {
        bytes += Buffer.byteLength(row.body)
        if (batch.length > 0 && bytes > most.bytes) break
        batch.push(row)
      }
      return batch
    },
    spool: (list) => together(() => list.forEach((event) => addEvent.run(JSON.stringify(event)))),
    accepted: (ids) => together(() => ids.forEach((id) => dropEvent.run(id))),
    begin: (key) => begin.run(key, Date.now()).changes === 1,
    done: (result) => void done.run(JSON.stringify(result), result.key),
    results: () => (results.all() as { result: string }[]).map(({ result }) => JSON.parse(result) as WireResult),
    told: (key) => void told.run(key),
    interrupted: () => (open.all() as { key: string }[]).map(({ key }) => key),
    putMedium: (ref, { mime, body }) => void putMedium.run(ref, mime, body, Date.now()),
    medium: (ref) => getMedium.get(ref) as SpooledMedium | undefined,
    dropMedium: (ref) => void dropMedium.run(ref),
    kept: (key) => (kept.get(key) as { value: string } | undefined)?.value ?? null,
    keep: (key, value) => void keep.run(key, value),
    close: () => db.close(),
  }
}
