import { Hono, type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { z } from 'zod'
import type { Emulator, Kit } from './emulator.ts'
import { faultPatchSchema } from './faults.ts'
import type { Phones } from './phones.ts'

const queryOf = (context: Context) => ({
  after: context.req.query('after') === undefined ? undefined : Number(context.req.query('after')),
  platform: context.req.query('platform'),
  way: z.enum(['call', 'hook']).optional().parse(context.req.query('way')),
  what: context.req.query('what'),
})

/** What the page and scripts use, under `/lab`: phones, actions, faults, journal, and a stream of what changes. */
export function control(emulators: readonly Emulator[], kit: Kit, phones: Phones): Hono {
  const app = new Hono()
  const find = (kind: string): Emulator => {
    const emulator = emulators.find((one) => one.kind === kind)
    if (emulator === undefined) throw new Error(`There is no emulator of ${kind}`)
    return emulator
  }
  app.onError((error, context) => context.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400))

  app.get('/state', (context) =>
    context.json({
      emulators: emulators.map((one) => ({
        kind: one.kind,
        label: one.label,
        hosts: one.hosts,
        accounts: one.accounts(),
        faults: one.faults.now,
      })),
      phones: emulators.flatMap((one) => one.phones()),
    }),
  )
  app.post('/:kind/actions/:name', async (context) => {
    const { kind, name } = context.req.param()
    const { actions } = find(kind)
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (action === undefined) throw new Error(`There is no action ${name}`)
    return context.json({ result: (await action(await context.req.json())) ?? null })
  })
  app.get('/:kind/faults', (context) => context.json(find(context.req.param('kind')).faults.now))
  app.patch('/:kind/faults', async (context) => {
    const { faults } = find(context.req.param('kind'))
    faults.set(faultPatchSchema.parse(await context.req.json()))
    return context.json(faults.now)
  })
  app.delete('/:kind/faults', (context) => {
    const { faults } = find(context.req.param('kind'))
    faults.reset()
    return context.json(faults.now)
  })
  app.get('/:kind/media/:key', (context) => {
    const media = find(context.req.param('kind')).media(context.req.param('key'))
    if (media === undefined) return context.notFound()
    const headers = { 'content-type': media.mime, 'cache-control': 'max-age=3600', 'x-content-type-options': 'nosniff' }
    return new Response(new Uint8Array(media.bytes), { headers })
  })
  app.get('/journal', (context) => context.json({ items: kit.journal.list(queryOf(context)) }))
  app.delete('/journal', (context) => {
    kit.journal.clear()
    return context.body(null, 204)
  })

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const { promise: gone, resolve } = Promise.withResolvers<void>()
      const write = (event: string, data: unknown): void => void stream.writeSSE({ event, data: JSON.stringify(data) })
      const stops = [
        phones.watch((changed) => write('phones', changed)),
        kit.journal.onEntry((entry) => write('journal', entry)),
        ...emulators.map((one) => one.faults.onChange((faults) => write('faults', { kind: one.kind, faults }))),
      ]
      stream.onAbort(resolve)
      write('hello', {})
      await gone
      for (const stop of stops) stop()
    }),
  )
  return app
}
