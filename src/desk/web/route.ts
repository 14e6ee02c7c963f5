import { type RouteConfig, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { RouterRoute } from 'hono/types'
import { findTargetHandler, isMiddleware } from 'hono/utils/handler'
import type { Role, Scope } from './roles.ts'

/**
 * Who may use a route: anyone; a gateway, with its channel's key; a visitor, with what was signed for them; or an agent of this
 * role at least, and of their API keys one with this scope. Scope `person`: no key with scopes, only what stands for the whole agent.
 */
export type Who = 'anyone' | 'gateway' | { visitor: Pass } | { role: Role; scope: Scope | 'person' }

/** What a visitor brings: the token that stands for them, or what opens their live feed or their files alone. */
export type Pass = 'token' | 'live' | 'files'

const declared = new WeakMap<object, Who>()

/** Says who may use a route of plain Hono: `app.post('/x', may('gateway'), handler)`. It does nothing: the guard acts on it. */
export function may(who: Who): MiddlewareHandler {
  const mark: MiddlewareHandler = (_c, next) => next()
  declared.set(mark, who)
  return mark
}

/** A route, described, with who may use it; that stands in the description too, as `x-role` and `x-scope`. */
export function route<const R extends RouteConfig & { who: Who }>(config: R): Omit<R, 'who'> {
  const { who, ...described } = config
  return { ...described, ...published(who), middleware: may(who) }
}

/** In OpenAPI `security: []` is nobody's sign-in, and either of two otherwise. */
const published = (who: Who) =>
  typeof who === 'object' && 'role' in who
    ? { 'x-role': who.role, 'x-scope': who.scope, security: [{ session: [] }, { key: [] }] }
    : { 'x-role': typeof who === 'string' ? who : 'visitor', security: [] }

const declaredBy = ({ handler }: RouterRoute): Who | undefined => declared.get(findTargetHandler(handler))

/** Who may do what is asked for; undefined: there is no such route. */
export const whoMay = (c: Context): Who | undefined =>
  matchedRoutes(c)
    .map(declaredBy)
    .find((who) => who !== undefined)

export interface Declared {
  method: string
  path: string
  who: Who
}

/** All routes of an app and who may use them. Throws when one does not say: what nobody has thought about does not start. */
export function declarations({ routes }: { routes: RouterRoute[] }): Declared[] {
  const found = new Map<string, Declared | null>()
  for (const one of routes) {
    const { method, path, handler } = one
    const [name, who] = [`${method} ${path}`, declaredBy(one)]
    if (who !== undefined) found.set(name, { method, path, who })
    // What stands before all methods and passes on is no route.
    else if (!found.has(name) && !(method === 'ALL' && isMiddleware(findTargetHandler(handler)))) found.set(name, null)
  }
  const silent = [...found].filter(([, one]) => one === null)
  if (silent.length > 0) throw new Error(`Nobody has said who may use ${silent.map(([name]) => name).join(', ')}.`)
  return [...found.values()].filter((one) => one !== null)
}

/** A JSON answer of a route. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({ description, content: { 'application/json': { schema } } })

/** The JSON body of a request. */
export const body = <T extends z.ZodType>(schema: T) => ({ body: { content: { 'application/json': { schema } }, required: true } })

/** The number of what a path is about. */
export const intParam = z.object({ id: z.coerce.number().int().positive() })
