import type { Hono } from 'hono'
import type { Desk } from '../desk/desk.ts'
import { seesHealth } from '../desk/web/rights.ts'

/** `/healthz`: the process answers. `/readyz`: the database does, with the backlog; to whom it concerns, also the channels' states and who reads the log. */
export function healthRoutes(app: Hono, { kit, rooms, authenticate }: Desk): void {
  const backlog = kit.sql.prepare<{ segments: number; jobs: number }>(
    'SELECT (SELECT count(*) FROM Segment WHERE open > 0) AS segments, (SELECT count(*) FROM Job WHERE dueAt <= ?) AS jobs',
  )
  const channels = async () => {
    const groups = await kit.db.channel.groupBy({ by: ['kind', 'state'], where: { deletedAt: null }, _count: true })
    return groups.map(({ kind, state, _count: n }) => ({ kind, state, n }))
  }
  const readers = () =>
    rooms.readers.states().map(({ name, behind, since, error }) => ({ name, behind, since, failing: error !== undefined }))
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    try {
      const ready = { ok: true, backlog: backlog.get(kit.clock.now()) }
      const caller = await authenticate(c.req.raw.headers)
      if (!caller || !seesHealth(caller)) return c.json(ready)
      return c.json({ ...ready, channels: await channels(), log: rooms.log.last(), readers: readers() })
    } catch {
      return c.json({ ok: false }, 503)
    }
  })
}
