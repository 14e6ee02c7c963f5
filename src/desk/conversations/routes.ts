import { z } from '@hono/zod-openapi'
import { PRIORITIES } from '../../model/states.ts'
import type { Reading } from '../reading/reading.ts'
import { action, nothing } from '../web/action.ts'
import { apiRouter } from '../web/problem.ts'
import { instant } from '../web/schemas.ts'
import type { Handling } from './handling.ts'

export function conversationRoutes({ handling, reading }: { handling: Handling; reading: Reading }) {
  const shown = (id: number) => reading.conversation(id)
  return apiRouter()
    .openapi(action('claim', 'Yours now', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.claim(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('assign', 'With that agent', z.object({ agent: z.string().max(64) })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.assign(c.get('agent'), id, c.req.valid('json').agent)
      return c.json(shown(id), 200)
    })
    .openapi(action('release', 'Back in its queue', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.release(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('snooze', 'Out of the way until then, or until the customer writes', z.object({ until: instant })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.snooze(c.get('agent'), id, Date.parse(c.req.valid('json').until))
      return c.json(shown(id), 200)
    })
    .openapi(action('resolve', 'Resolved', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.resolve(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('reopen', 'Open again', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.reopen(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
    .openapi(action('priority', 'With that priority', z.object({ priority: z.enum(PRIORITIES) })), async (c) => {
      const { id } = c.req.valid('param')
      await handling.prioritise(c.get('agent'), id, c.req.valid('json').priority)
      return c.json(shown(id), 200)
    })
    .openapi(action('read', 'Read', nothing), async (c) => {
      const { id } = c.req.valid('param')
      await handling.read(c.get('agent'), id)
      return c.json(shown(id), 200)
    })
}
