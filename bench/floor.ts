// The floor: Hono and one group-committed, durable insert of contact, conversation and message by prepared statements.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { serveChild } from './child.ts'

interface Update {
  message: { from: { id: number; first_name: string }; text: string; date: number }
}

const database = new DatabaseSync(join(process.argv[2] ?? '.', 'floor.db'))
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 10000; PRAGMA cache_size = -64000')
database.exec(`CREATE TABLE contact (id INTEGER PRIMARY KEY, external TEXT UNIQUE, name TEXT);
  CREATE TABLE conversation (id INTEGER PRIMARY KEY, contact INTEGER UNIQUE, last INTEGER);
  CREATE TABLE message (id INTEGER PRIMARY KEY, conversation INTEGER, text TEXT, at INTEGER);
  CREATE INDEX message_conversation ON message (conversation, id)`)
const contact = database.prepare(
  'INSERT INTO contact (external, name) VALUES (?, ?) ON CONFLICT (external) DO UPDATE SET name = excluded.name RETURNING id',
)
const conversation = database.prepare(
  'INSERT INTO conversation (contact, last) VALUES (?, ?) ON CONFLICT (contact) DO UPDATE SET last = excluded.last RETURNING id',
)
const message = database.prepare('INSERT INTO message (conversation, text, at) VALUES (?, ?, ?)')
const changes = database.prepare('SELECT total_changes() AS n')

let waiting: { update: Update; done: () => void }[] = []

function flush(): void {
  const group = waiting
  waiting = []
  database.exec('BEGIN IMMEDIATE')
  for (const { update } of group) {
    const { from, text, date } = update.message
    const person = contact.get(String(from.id), from.first_name) as { id: number }
    const open = conversation.get(person.id, date) as { id: number }
    message.run(open.id, text, date)
  }
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
  serveChild({ url: `http://127.0.0.1:${port}/hooks/floor`, headers: {} }, () => (changes.get() as { n: number }).n)
})
