import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Schema } from 'hono'
import type { ApiEnv } from '../web/context.ts'
import { may } from '../web/route.ts'

/** The page loads what the build put beside the console (`/swagger-ui/`): nothing comes from elsewhere. */
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Switchboard API</title><link rel="stylesheet" href="/swagger-ui/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/swagger-ui/swagger-ui-bundle.js"></script><script src="/swagger-ui/switchboard.js"></script></body>
</html>`

/** The API's own description: OpenAPI 3.1 and a page to browse it. */
export function docs<S extends Schema>(app: OpenAPIHono<ApiEnv, S, '/api'>): void {
  app.get('/openapi.json', may('anyone'))
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '1',
      description: 'One queue of human support for every social account your customers already use.',
    },
  })
  app.get('/docs', may('anyone'), (c) => c.html(PAGE))
}
