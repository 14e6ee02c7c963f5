import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { agentRoutes } from '../agents/routes.ts'
import { setupRoutes } from '../agents/setup.ts'
import { channelRoutes } from '../channels/routes.ts'
import { contactRoutes } from '../contacts/routes.ts'
import { conversationRoutes } from '../conversations/routes.ts'
import type { Desk } from '../desk.ts'
import { gatewayRoutes } from '../gateways/routes.ts'
import { DeskError } from '../errors.ts'
import { queueRoutes } from '../routing/routes.ts'
import { searchRoutes } from '../reading/search/routes.ts'
import { MAX_FILE_BYTES } from '../timeline/media.ts'
import { fileRoutes } from '../timeline/routes.ts'
import { docs } from './docs.ts'
import { apiRouter, onProblem, problem } from '../web/problem.ts'

const MAX_BODY = 1024 * 1024

/** The desk's outside surface: everything below `/api`. */
export function createApi(desk: Desk) {
  const { kit, rooms, auth, authenticate } = desk
  const app = apiRouter().basePath('/api')
  app.onError(onProblem(kit.log))
  app.use(secureHeaders({ crossOriginResourcePolicy: 'same-site' }))

  const tooLarge = (): Response => problem(413, 'too-large', 'The request is too large.')
  const small = bodyLimit({ maxSize: MAX_BODY, onError: tooLarge })
  const large = bodyLimit({ maxSize: MAX_FILE_BYTES + MAX_BODY, onError: tooLarge })
  const brings = (path: string): boolean => path === '/api/files' || path.startsWith('/api/gateway/files/')
  app.use((c, next) => (brings(c.req.path) ? large : small)(c, next))

  // Clients say `application/json` also when they send nothing.
  app.use((c, next) => {
    if (c.req.header('content-length') === '0') c.req.raw.headers.delete('content-type')
    return next()
  })

  // Cookies travel with requests that other sites make; API keys do not.
  const sameSite = csrf({ origin: (origin, c) => origin === new URL(kit.publicUrl).origin || origin === new URL(c.req.url).origin })
  app.use((c, next) => (c.req.header('authorization') === undefined ? sameSite(c, next) : next()))

  app.on(['GET', 'POST'], '/auth/*', (c) => auth.handler(c.req.raw))
  docs(app)
  app.route('/', gatewayRoutes(rooms, kit.commit))
  const open = app.route('/', setupRoutes(desk))
  open.use(async (c, next) => {
    const agent = await authenticate(c.req.raw.headers)
    if (!agent) throw new DeskError('signed-out', 401, 'Sign in, or send an API key as "Authorization: Bearer".')
    c.set('agent', agent)
    await next()
  })
  open.get('/live', (c) => {
    const { id, role } = c.get('agent')
    const after = Number(c.req.query('after') ?? rooms.log.last())
    return kit.live.accept(c, { kind: 'console', agentId: id, role, after: Number.isSafeInteger(after) && after >= 0 ? after : 0 })
  })
  const api = open
    .route('/', agentRoutes(rooms))
    .route('/', channelRoutes(rooms, kit))
    .route('/', contactRoutes(rooms))
    .route('/', conversationRoutes(rooms, kit.commit))
    .route('/', fileRoutes(rooms))
    .route('/', queueRoutes(kit))
    .route('/', searchRoutes(rooms))
  // Not `notFound`: that of whoever mounts this would answer.
  api.all('*', () => problem(404, 'not-found', 'There is no such address.'))
  return api
}

/** For the typed client: `hc<ApiType>(origin)`. */
export type ApiType = ReturnType<typeof createApi>
