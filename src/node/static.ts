import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { isProgram, pageHeaders } from '../hub/pages.ts'

/** The built console, the widget and the API page; an unknown path is a page of the console. */
export function serveConsole(app: Hono, folder: string): void {
  app.use(async (c, next) => {
    await next()
    if (isProgram(c.req.path)) return
    for (const [name, value] of Object.entries(pageHeaders(c.req.path))) c.header(name, value)
  })
  app.use(serveStatic({ root: folder, precompressed: true }))
  app.get('*', async (c, next) => (isProgram(c.req.path) ? next() : serveStatic({ root: folder, path: 'index.html' })(c, next)))
}
