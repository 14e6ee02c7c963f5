import { registry } from '../../adapters/registry.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import { type Front, hook } from '../hub/front/hooks.ts'
import { type DeskId, createDirectory } from '../hub/directory.ts'
import { frontTools } from '../hub/front/tools.ts'
import { isProgram, pageHeaders } from '../hub/pages.ts'
import type { Delivery } from '../ports/buffer.ts'
import { consume, createQueueBuffer } from './buffer.ts'
import { createCloudflareEgress } from './egress.ts'
import type { Env } from './env.ts'
import { readSettings, SettingsError } from './settings.ts'
import { createWorkerTrace } from './trace.ts'
import { createRemoteDoor } from './remote-door.ts'
import { systemClock } from '../ports/clock.ts'
import type { Door } from '../ports/door.ts'

export { DeskObject } from './desk-object.ts'

const directory = createDirectory()
const deskOf = (env: Env, id: DeskId) => env.DESK.get(env.DESK.idFromName(id))

/** Calls of a stub are the methods of the object; their types lose what is unknown, as credentials are here. */
function doorOf(env: Env, channelId: string): Door {
  const desk: unknown = deskOf(env, directory.ofChannel(channelId))
  return desk as Door
}

let front: Front | undefined

/** Kept for as long as the isolate lives: targets that are known already need no call of the desk. */
function frontOf(env: Env): Front {
  if (front) return front
  const settings = readSettings(env)
  const trace = createWorkerTrace(settings.logLevel)
  const egress = createCloudflareEgress({ relay: settings.relay, allow: settings.allow })
  const door = createRemoteDoor((channelId) => doorOf(env, channelId))
  front = {
    door,
    adapters: registry,
    buffer: createQueueBuffer(env.SURGE, trace),
    tools: frontTools({ egress, clock: systemClock, trace }),
    trace,
  }
  return front
}

/** To the desk, which counts attempts by who calls: what a client says about that is overwritten. */
function forward(request: Request, env: Env, desk: DeskId): Promise<Response> {
  const forwarded = new Request(request)
  forwarded.headers.set(CLIENT_ADDRESS, request.headers.get('cf-connecting-ip') ?? '')
  return deskOf(env, desk).fetch(forwarded)
}

async function webhook(request: Request, env: Env, channelId: string): Promise<Response> {
  const { door, adapters, ...rest } = frontOf(env)
  const target = await door.target(channelId).catch(() => undefined)
  // The desk keeps the limits of the channels that it hosts itself.
  if (target && adapters[target.kind]?.manifest.hosted) return forward(request, env, directory.ofChannel(channelId))
  return hook(request, channelId, { door, adapters, ...rest })
}

/** The built console; a path that is no file is one of its pages. */
async function page(request: Request, env: Env, path: string): Promise<Response> {
  const answer = await env.ASSETS.fetch(request)
  const response = new Response(answer.body, answer)
  for (const [name, value] of Object.entries(pageHeaders(path))) response.headers.set(name, value)
  return response
}

export default {
  async fetch(request, env) {
    const { pathname, host } = new URL(request.url)
    try {
      const channelId = /^\/hooks\/([^/]+)$/.exec(pathname)?.[1]
      if (channelId !== undefined) return await webhook(request, env, channelId)
      if (!isProgram(pathname)) return await page(request, env, pathname)
      readSettings(env)
      return await forward(request, env, directory.ofHost(host))
    } catch (error) {
      if (error instanceof SettingsError)
        return new Response(`The settings of this Worker cannot be used:\n${error.message}\n`, { status: 500 })
      createWorkerTrace('error')('error', 'desk.unavailable', { error: String(error) })
      return new Response(null, { status: 503, headers: { 'retry-after': '5' } })
    }
  },
  async scheduled(_event, env) {
    await Promise.all(directory.all().map((id) => deskOf(env, id).sweep()))
  },
  async queue(batch, env) {
    const { door, trace } = frontOf(env)
    await consume(batch, door, trace)
  },
} satisfies ExportedHandler<Env, Delivery>
