// The bare transaction at the edge: a Worker, and a Durable Object with the desk's schema and statements.
import { DurableObject } from 'cloudflare:workers'
import { migrations } from '../../prisma/migrations/index.ts'
import { type Engine, type Update, createStore, seed } from '../transaction.ts'

interface Env {
  DESK: DurableObjectNamespace<Bare>
  PEOPLE: number
}

export class Bare extends DurableObject<Env> {
  readonly #store: (update: Update) => void

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    const { sql } = state.storage
    const engine: Engine = {
      prepare: (text) => ({
        get: (...params) => sql.exec<Record<string, string | number | null>>(text, ...params).toArray()[0],
        run: (...params) => void sql.exec(text, ...params),
      }),
    }
    // An object that had nothing to do for some seconds is begun anew on what it has stored.
    if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'Channel'").toArray().length === 0) {
      for (const migration of migrations) sql.exec(migration.sql)
      seed(engine, env.PEOPLE)
    }
    this.#store = createStore(engine)
  }

  store(update: Update): void {
    this.ctx.storage.transactionSync(() => this.#store(update))
  }
}

export default {
  async fetch(request, env) {
    await env.DESK.get(env.DESK.idFromName('desk')).store(await request.json<Update>())
    return Response.json({ ok: true })
  },
} satisfies ExportedHandler<Env>
