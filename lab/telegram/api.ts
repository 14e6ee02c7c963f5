import type { Call } from '../emulator.ts'
import { Args } from './args.ts'
import { Bot } from './bot.ts'
import { BotApiError, tooMany, unauthorized } from './errors.ts'
import { methods } from './methods/all.ts'
import { readableBy } from './readable.ts'
import type { World } from './world.ts'

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export class BotApi {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
    world.perform = async (bot, method, values) => {
      await methods.get(method.toLowerCase())?.run({ world, bot, args: new Args(values) })
    }
  }

  async handle(request: Request, call: Call): Promise<Response> {
    try {
      const { pathname } = new URL(request.url)
      const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(pathname)
      if (file !== null) return this.#download(decodeURIComponent(file[1] ?? ''), file[2] ?? '', call)
      const method = /^\/bot([^/]+)\/([^/]*)$/.exec(pathname)
      if (method === null) throw new BotApiError(404, 'Not Found')
      return Response.json({ ok: true, result: await this.#perform(decodeURIComponent(method[1] ?? ''), method[2] ?? '', request, call) })
    } catch (error) {
      if (!(error instanceof BotApiError)) throw error
      const wait = error.parameters?.retry_after
      const headers: Record<string, string> = wait === undefined ? {} : { 'Retry-After': String(wait) }
      return Response.json(error, { status: error.status, headers })
    }
  }

  /** The bot of a token, registered if tokens aren't listed. Throws 401. */
  bot(token: string): Bot {
    const known = this.#world.bots.get(token)
    if (known !== undefined) {
      if (known.revoked) throw unauthorized()
      return known
    }
    const id = /^([1-9]\d{0,15}):[^/]+$/.exec(token)?.[1]
    if (id === undefined || token.length > 80) throw unauthorized('invalid token specified')
    const { tokens } = this.#world.options
    const taken = [...this.#world.bots.values()].some((bot) => bot.user.id === Number(id))
    if (taken || (tokens !== undefined && !tokens.includes(token))) throw unauthorized()
    const bot = new Bot(this.#world, token)
    this.#world.bots.set(token, bot)
    return bot
  }

  async #perform(token: string, name: string, request: Request, call: Call): Promise<unknown> {
    const args = await Args.read(request)
    const method = methods.get((name || args.text('method')).toLowerCase())
    call.what = method?.name ?? name
    call.request = args.summary()
    if (this.#world.faults.now.unauthorized && this.#world.faults.concerns(call.what)) throw unauthorized()
    const bot = this.bot(token)
    call.account = bot.user.username
    if (method === undefined) throw new BotApiError(404, 'Not Found: method not found')
    if (this.#world.faults.take('tooMany', method.name)) throw tooMany(this.#world.faults.now.retryAfter)
    return readableBy(this.#world, bot, await method.run({ world: this.#world, bot, args }))
  }

  #download(token: string, path: string, call: Call): Response {
    call.what = 'file'
    call.request = path
    if (this.#world.faults.now.unauthorized) throw unauthorized()
    const bot = this.bot(token)
    call.account = bot.user.username
    const file = this.#world.files.byPath(path)
    if (file === undefined) throw new BotApiError(404, 'Not Found')
    return new Response(new Uint8Array(file.bytes), { headers: { 'content-type': 'application/octet-stream' } })
  }
}
