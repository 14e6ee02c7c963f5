import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { PAGE_HEADERS, isProgram } from '../edge/pages.ts'

/** The built console, the widget and the API page; an unknown path is a page of the console. */
export function serveConsole(app: Hono, folder: string): void {
  app.use(async (c, next) => {
    await next()
    if (isProgram(c.req.path)) return
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.header(name, value)
    // Built files carry a hash in their name; what does not must be asked for again.
    c.header('cache-control', c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (c.req.path === '/widget.js') {
      c.header('cross-origin-resource-policy', 'cross-origin')
      c.header('access-control-allow-origin', '*')
    }
  })
  app.use(serveStatic({ root: folder, precompressed: true }))
  app.get('*', async (c, next) => (isProgram(c.req.path) ? next() : serveStatic({ root: folder, path: 'index.html' })(c, next)))
}
