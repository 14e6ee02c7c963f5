// The floor at the edge: a Worker, and a Durable Object that stores contact, conversation and message by three statements.
import { DurableObject } from 'cloudflare:workers'

interface Env {
  DESK: DurableObjectNamespace<Floor>
}

interface Update {
  message: { from: { id: number; first_name: string }; text: string; date: number }
}

export class Floor extends DurableObject<Env> {
  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    for (const statement of [
      'CREATE TABLE IF NOT EXISTS contact (id INTEGER PRIMARY KEY, external TEXT UNIQUE, name TEXT)',
      'CREATE TABLE IF NOT EXISTS conversation (id INTEGER PRIMARY KEY, contact INTEGER UNIQUE, last INTEGER)',
      'CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, conversation INTEGER, text TEXT, at INTEGER)',
    ]) {
      state.storage.sql.exec(statement)
    }
  }

  store({ message: { from, text, date } }: Update): void {
    const { sql } = this.ctx.storage
    this.ctx.storage.transactionSync(() => {
      const contact = sql
        .exec<{ id: number }>(
          'INSERT INTO contact (external, name) VALUES (?, ?) ON CONFLICT (external) DO UPDATE SET name = excluded.name RETURNING id',
          String(from.id),
          from.first_name,
        )
        .one()
      const conversation = sql
        .exec<{ id: number }>(
          'INSERT INTO conversation (contact, last) VALUES (?, ?) ON CONFLICT (contact) DO UPDATE SET last = excluded.last RETURNING id',
          contact.id,
          date,
        )
        .one()
      sql.exec('INSERT INTO message (conversation, text, at) VALUES (?, ?, ?)', conversation.id, text, date)
    })
  }
}

export default {
  async fetch(request, env) {
    await env.DESK.get(env.DESK.idFromName('desk')).store(await request.json<Update>())
    return Response.json({ ok: true })
  },
} satisfies ExportedHandler<Env>
