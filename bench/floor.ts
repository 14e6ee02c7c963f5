// The floor: Hono and one group-committed, durable insert of contact, conversation and message by prepared statements.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { serveStore } from './server.ts'

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

serveStore<Update>(database, '/hooks/floor', ({ message: { from, text, date } }) => {
  const person = contact.get(String(from.id), from.first_name) as { id: number }
  const open = conversation.get(person.id, date) as { id: number }
  message.run(open.id, text, date)
})
