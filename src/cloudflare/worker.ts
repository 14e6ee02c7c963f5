import { registry } from '../../adapters/registry.ts'
import { CLIENT_ADDRESS } from '../desk/agents/auth.ts'
import { type Front, hook } from '../hub/front/hooks.ts'
import { isProgram, pageHeaders } from '../hub/pages.ts'
import type { Delivery } from '../ports/buffer.ts'
import { consume, createQueueBuffer } from './buffer.ts'
import { createCloudflareEgress } from './egress.ts'
import type { Env } from './env.ts'
import { readSettings, SettingsError } from './settings.ts'
import { frontTools } from './front-tools.ts'
import { createWorkerLog } from './log.ts'
import { createRemoteDoor } from './remote-door.ts'
import type { Door } from '../ports/door.ts'

export { DeskObject } from './desk-object.ts'

/** One organisation, one desk. A second one is a second deployment. */
const DESK = 'desk'

const deskOf = (env: Env) => env.DESK.get(env.DESK.idFromName(DESK))
/** Calls of a stub are the methods of the object; their types lose what is unknown, as credentials are here. */
function doorOf(env: Env): Door {
  const desk: unknown = deskOf(env)
  return desk as Door
}

let front: Front | undefined

/** Kept for as long as the isolate lives: targets that are known already need no call of the desk. */
function frontOf(env: Env): Front {
  if (front) return front
  const settings = readSettings(env)
  const log = createWorkerLog(settings.logLevel)
  const egress = createCloudflareEgress({ relay: settings.relay })
  const door = createRemoteDoor(() => doorOf(env))
  front = { door, adapters: registry, buffer: createQueueBuffer(env.SURGE, log), tools: frontTools(egress, log), log }
  return front
}

/** To the desk, which counts attempts by who calls: what a client says about that is overwritten. */
function forward(request: Request, env: Env): Promise<Response> {
  const forwarded = new Request(request)
  forwarded.headers.set(CLIENT_ADDRESS, request.headers.get('cf-connecting-ip') ?? '')
  return deskOf(env).fetch(forwarded)
}

async function webhook(request: Request, env: Env, channelId: string): Promise<Response> {
  const { door, adapters, ...rest } = frontOf(env)
  const target = await door.target(channelId).catch(() => undefined)
  // The desk keeps the limits of the channels that it hosts itself.
  if (target && adapters[target.kind]?.manifest.hosted) return forward(request, env)
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
    const { pathname } = new URL(request.url)
    try {
      const channelId = /^\/hooks\/([^/]+)$/.exec(pathname)?.[1]
      if (channelId !== undefined) return await webhook(request, env, channelId)
      if (!isProgram(pathname)) return await page(request, env, pathname)
      readSettings(env)
      return await forward(request, env)
    } catch (error) {
      if (error instanceof SettingsError)
        return new Response(`The settings of this Worker cannot be used:\n${error.message}\n`, { status: 500 })
      createWorkerLog('error')('error', 'desk.unavailable', { error: String(error) })
      return new Response(null, { status: 503, headers: { 'retry-after': '5' } })
    }
  },
  async scheduled(_event, env) {
    await deskOf(env).sweep()
  },
  async queue(batch, env) {
    const { door, log } = frontOf(env)
    await consume(batch, (delivery) => door.receive(delivery), log)
  },
} satisfies ExportedHandler<Env, Delivery>
