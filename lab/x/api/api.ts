import { picture } from '../../samples/picture.ts'
import type { Call } from '../../emulator.ts'
import { dmRoutes } from '../routes/dms.ts'
import { fileResponse, mediaRoutes } from '../routes/media.ts'
import { postRoutes } from '../routes/posts.ts'
import { subscriptionRoutes } from '../routes/subscriptions.ts'
import { userRoutes } from '../routes/users.ts'
import { webhookRoutes } from '../routes/webhooks.ts'
import type { World } from '../world.ts'
import { Authenticator } from './auth.ts'
import { readInput, type Input } from './input.ts'
import { forbidden, notFound, Problem, tooMany, unauthorized, unsupportedAuthentication } from './problems.ts'
import { Rates } from './rates.ts'
import { match, nameOf, type Route } from './route.ts'
import { appToken, refresh } from './tokens.ts'

// Fixed paths stand before those with a name in the same place.
const routes: readonly Route[] = [...webhookRoutes, ...subscriptionRoutes, ...mediaRoutes, ...dmRoutes, ...postRoutes, ...userRoutes]

/** The X API over HTTP: who calls, may they, how often, and then the route. */
export class Api {
  readonly #world: World
  readonly #auth: Authenticator
  readonly #rates: Rates

  constructor(world: World) {
    this.#world = world
    this.#auth = new Authenticator(world)
    this.#rates = new Rates(world.kit.clock, () => world.options.limits)
  }

  async handle(request: Request, call: Call): Promise<Response> {
    try {
      const url = new URL(request.url)
      const open = publicFile(this.#world, url)
      if (open !== undefined) return open
      const input = await readInput(request)
      call.request = { path: `${request.method} ${url.pathname}`, ...input.query, ...seen(input) }
      return this.#token(request, input, call) ?? (await this.#perform(request, input, call))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const type = 'error' in error.body ? 'application/json' : 'application/problem+json'
      return new Response(JSON.stringify(error.body), { status: error.status, headers: { ...error.headers, 'content-type': type } })
    }
  }

  #token(request: Request, input: Input, call: Call): Response | undefined {
    if (request.method !== 'POST' || !/^(\/2)?\/oauth2\/token$/.test(input.url.pathname)) return undefined
    call.what = 'token'
    delete call.request
    this.#trouble('token')
    if (input.url.pathname === '/oauth2/token') return Response.json(appToken(this.#world, request, input))
    const { account, answer } = refresh(this.#world, request, input)
    call.account = account.user.username
    return Response.json(answer)
  }

  async #perform(request: Request, input: Input, call: Call): Promise<Response> {
    const { route, parts } = find(request.method, input.url.pathname)
    call.what = nameOf(route.path)
    const caller = this.#auth.caller(request, input)
    call.account = caller.account?.user.username ?? `app ${caller.app.id}`
    this.#trouble(call.what)
    if (!route.auth.includes(caller.via)) throw unsupportedAuthentication(caller.via, route.auth)
    const { rate, scopes = [] } = route
    const headers = rate === undefined ? {} : this.#rates.take(rate, route.path, caller.app.id, caller.account?.user.id)
    if (caller.via === 'oauth2' && !scopes.every((scope) => caller.account?.scopes.includes(scope) === true)) throw forbidden()
    try {
      const response = await route.run({ world: this.#world, caller, input, part: (name) => parts.get(name) ?? '' })
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
      return response
    } catch (error) {
      if (error instanceof Problem) throw new Problem(error.status, error.body, { ...headers, ...error.headers })
      throw error
    }
  }

  /** The faults of the page, in X's words. */
  #trouble(what: string): void {
    const { faults } = this.#world
    if (faults.now.unauthorized && faults.concerns(what)) throw unauthorized()
    if (!faults.take('tooMany', what)) return
    const reset = Math.ceil(this.#world.now() / 1000) + faults.now.retryAfter
    throw tooMany({ 'x-rate-limit-limit': '15', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(reset) })
  }
}

function find(method: string, pathname: string): { route: Route; parts: Map<string, string> } {
  for (const route of routes) {
    const parts = match(route, method, pathname)
    if (parts !== undefined) return { route, parts }
  }
  throw notFound()
}

/** Pictures of posts and faces, which anybody may see, and videos of direct messages, whose address is the secret. */
function publicFile(world: World, { pathname }: URL): Response | undefined {
  const face = /^\/profile_images\/(\d+)\//.exec(pathname)
  if (face !== null) {
    const bytes = picture(48, 48, Number(BigInt(face[1] ?? 0) % 0xffffffn))
    return fileResponse({ key: '', name: '', kind: 'photo', mime: 'image/png', bytes })
  }
  if (!/^\/(media|dm_video)\//.test(pathname)) return undefined
  const file = [...world.files.values()].find((one) => one.name === pathname.split('/').at(-1))
  return file === undefined ? new Response(null, { status: 404 }) : fileResponse(file)
}

/** A body as the journal shows it. */
const seen = ({ body, upload }: Input): Record<string, unknown> => ({
  ...body,
  ...(upload === undefined ? {} : { media: `${upload.length} bytes` }),
  ...(typeof body['media'] === 'string' ? { media: `${body['media'].length} characters` } : {}),
})
