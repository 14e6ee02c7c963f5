import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { houseRoutes } from '../agents/house-routes.ts'
import { agentKeeper } from '../agents/keeper.ts'
import { keyRoutes } from '../agents/key-routes.ts'
import { linkRoutes } from '../agents/link-routes.ts'
import { agentRoutes } from '../agents/routes.ts'
import { setupRoutes } from '../agents/setup.ts'
import { backupRoutes } from '../backups/routes.ts'
import { calendarRoutes } from '../calendars/routes.ts'
import { channelRoutes } from '../channels/routes.ts'
import { troubleRoutes } from '../channels/trouble-routes.ts'
import { contactRoutes } from '../contacts/routes.ts'
import { conversationRoutes } from '../conversations/routes.ts'
import type { Desk } from '../desk.ts'
import { gatewayKeeper, gatewayRoutes } from '../gateways/routes.ts'
import { notFound } from '../errors.ts'
import { inboxRoutes } from '../inbox/routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { pushRoutes } from '../push/routes.ts'
import { readingRoutes } from '../reading/routes.ts'
import { savedViewRoutes } from '../reading/saved-view-routes.ts'
import { searchRoutes } from '../reading/search/routes.ts'
import { replyRoutes } from '../replies/routes.ts'
import { queueRoutes } from '../routing/queue-routes.ts'
import { supervisionRoutes } from '../routing/supervision-routes.ts'
import { routingRoutes } from '../routing/routes.ts'
import { MAX_FILE_BYTES } from '../timeline/media.ts'
import { fileRoutes } from '../timeline/routes.ts'
import { ruleRoutes } from '../triage/rule-routes.ts'
import { triageRoutes } from '../triage/routes.ts'
import { guard } from '../web/guard.ts'
import { declarations, may } from '../web/route.ts'
import { docs } from './docs.ts'
import { apiRouter, onProblem, problem } from '../web/problem.ts'
import { MAX_BODY } from '../web/limits.ts'

/** The desk's outside surface: everything below `/api`. Throws when a route does not say who may use it. */
export function createApi(desk: Desk) {
  const { kit, rooms, auth, authenticate } = desk
  const app = apiRouter().basePath('/api')
  app.onError(onProblem(kit.trace))
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

  const agents = agentKeeper({ authenticate, publicUrl: kit.publicUrl })
  const nobody = async (...of: Parameters<typeof agents.agent>): Promise<never> => {
    await agents.agent(...of)
    throw notFound('address')
  }
  app.use(guard({ ...agents, gateway: gatewayKeeper(rooms.gateways), nobody }))

  app.on(['GET', 'POST'], '/auth/*', may('anyone'), async (c) => {
    const answer = await auth.handler(c.req.raw)
    // Somebody may have signed out, or taken sessions or keys away.
    if (c.req.method === 'POST') rooms.endFeeds()
    return answer
  })
  docs(app)
  app.get('/live', may({ role: 'agent', scope: 'read' }), (c) => {
    const { agent, proof } = c.get('caller')
    const after = Number(c.req.query('after') ?? rooms.log.last())
    const from = Number.isSafeInteger(after) && after >= 0 ? after : 0
    return kit.live.accept(c, { kind: 'console', agentId: agent.id, role: agent.role, proof, after: from })
  })
  app.route('/', gatewayRoutes(rooms, kit))
  const api = app
    .route('/', setupRoutes(rooms, kit))
    .route('/', agentRoutes(rooms))
    .route('/', linkRoutes(rooms, kit))
    .route('/', keyRoutes(rooms))
    .route('/', houseRoutes(rooms))
    .route('/', troubleRoutes(rooms, kit))
    .route('/', channelRoutes(rooms, kit))
    .route('/', contactRoutes(rooms))
    .route('/', peopleRoutes(rooms))
    .route('/', conversationRoutes(rooms))
    .route('/', readingRoutes(rooms, kit))
    .route('/', savedViewRoutes(rooms))
    .route('/', searchRoutes(rooms))
    .route('/', replyRoutes(rooms, kit))
    .route('/', fileRoutes(rooms))
    .route('/', routingRoutes(rooms, kit))
    .route('/', supervisionRoutes(rooms))
    .route('/', pushRoutes(rooms))
    .route('/', queueRoutes(kit, rooms))
    .route('/', triageRoutes(rooms))
    .route('/', ruleRoutes(rooms))
    .route('/', calendarRoutes(rooms, kit))
    .route('/', inboxRoutes(rooms))
    .route('/', backupRoutes(kit, kit.snapshot))
  declarations(api)
  return api
}

/** For the typed client: `hc<ApiType>(origin)`. */
export type ApiType = ReturnType<typeof createApi>
