import { createHash } from 'node:crypto'
import type { Call } from '../emulator.ts'
import { bodyOf, summary } from './body.ts'
import type { Bot } from './bot.ts'
import { Chunked } from './chunks.ts'
import { sendDm } from './dms.ts'
import { atTheGate, QqError, refused } from './errors.ts'
import { groupId } from './events.ts'
import { answerInteraction } from './interactions.ts'
import type { Limits } from './options.ts'
import { recall } from './recall.ts'
import { sendMessage } from './send.ts'
import { issueToken } from './token.ts'
import { upload } from './uploads.ts'
import type { C2c, Dm, Group, World } from './world.ts'

export interface ApiCall {
  world: World
  bot: Bot
  /** Asked at the sandbox's host, which counts no rates. */
  sandbox: boolean
}

type Rates = keyof Exclude<Limits['calls'], false>

interface Route {
  path: RegExp
  method: string
  /** Its name in the journal and for faults. */
  what: string
  rate?: Rates
  run: (api: ApiCall, ids: string[], body: unknown) => unknown
}

const v2 = (tail: string): RegExp => new RegExp(`^/v2/(users|groups)/([^/]+)/${tail}$`)

/** QQ's interfaces over HTTP, for all its hosts. */
export class QqApi {
  readonly #world: World
  readonly #chunked: Chunked
  readonly #routes: readonly Route[]

  constructor(world: World) {
    this.#world = world
    const chunked = (this.#chunked = new Chunked(world))
    this.#routes = [
      {
        path: /^\/users\/@me$/,
        method: 'GET',
        what: '@me',
        run: ({ bot }) => ({ id: bot.appId, username: bot.name, avatar: '', bot: true }),
      },
      {
        path: v2('messages'),
        method: 'POST',
        what: 'messages',
        rate: 'messages',
        run: (api, ids, body) => sendMessage(api, place(api, ids), body),
      },
      {
        path: v2('messages/([^/]+)'),
        method: 'DELETE',
        what: 'recall',
        rate: 'recall',
        run: (api, ids) => recall(api, placeOf(api, ids), ids[2]),
      },
      {
        path: v2('files'),
        method: 'POST',
        what: 'files',
        rate: 'files',
        run: (api, ids, body) => upload(api, place(api, ids), chunked, body),
      },
      {
        path: v2('upload_prepare'),
        method: 'POST',
        what: 'upload_prepare',
        rate: 'upload',
        run: (api, ids, body) => chunked.prepare(api.bot, place(api, ids), body),
      },
      {
        path: v2('upload_part_finish'),
        method: 'POST',
        what: 'upload_part_finish',
        rate: 'upload',
        run: (api, ids, body) => chunked.partFinished(api.bot, place(api, ids), body),
      },
      { path: /^\/dms\/([^/]+)\/messages$/, method: 'POST', what: 'messages', run: (api, ids, body) => sendDm(api, dmOf(api, ids), body) },
      {
        path: /^\/interactions\/([^/]+)$/,
        method: 'PUT',
        what: 'interactions',
        run: ({ world, bot }, [id = ''], body) => answerInteraction(world, bot, id, body),
      },
    ]
  }

  async handle(request: Request, call: Call): Promise<Response> {
    const trace = createHash('md5').update(this.#world.key(24)).digest('hex')
    const response = await this.#answer(request, call).catch((error: unknown) => {
      if (!(error instanceof QqError)) throw error
      const { errorStatus, bothCodes } = this.#world.options
      return Response.json(error.body(trace, bothCodes), { status: error.status ?? errorStatus })
    })
    response.headers.set('X-Tps-trace-ID', trace)
    return response
  }

  async #answer(request: Request, call: Call): Promise<Response> {
    const { pathname, searchParams, hostname } = new URL(request.url)
    if (pathname === '/download' && request.method === 'GET') return this.#world.files.serve(searchParams)
    if (pathname === '/upload' && request.method === 'PUT') return this.#chunked.put(searchParams, request)
    if (pathname === '/app/getAppAccessToken') {
      if (request.method !== 'POST') throw atTheGate(10000, 405)
      const body = await bodyOf(request)
      call.request = { ...summary(body), clientSecret: '…' }
      return Response.json(issueToken(this.#world, body))
    }
    const fitting = this.#routes.filter(({ path }) => path.test(pathname))
    const route = fitting.find(({ method }) => method === request.method)
    if (route === undefined) throw atTheGate(10000, fitting.length === 0 ? 404 : 405)
    call.what = route.what
    const bot = this.#authenticate(request, route)
    call.account = bot.name
    const sandbox = hostname.startsWith('sandbox.')
    this.#count(bot, route, sandbox)
    const body = await bodyOf(request)
    call.request = summary(body)
    const ids = (route.path.exec(pathname) ?? []).slice(1).map((part) => decodeURIComponent(part))
    const result = await route.run({ world: this.#world, bot, sandbox }, ids, body)
    return result instanceof Response ? result : Response.json(result)
  }

  /** Whose token this is. Throws 401, in the words of the gateway. */
  #authenticate(request: Request, { what }: Route): Bot {
    const { faults, bots } = this.#world
    if (faults.now.unauthorized && faults.concerns(what)) throw atTheGate(11243, 401)
    const token = /^QQBot (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
    if (token === undefined) throw atTheGate(11241, 401)
    const bot = [...bots.values()].find(({ tokens }) => tokens.accepts(token))
    if (bot === undefined) throw atTheGate(11243, 401)
    if (bot.banned) throw atTheGate(11265, 401)
    return bot
  }

  /** Calls per second. Which code comes with a 429 is not documented. */
  #count(bot: Bot, { what, rate }: Route, sandbox: boolean): void {
    if (this.#world.faults.take('tooMany', what)) throw atTheGate(22009, 429)
    const { calls } = this.#world.options.limits
    if (calls === false || rate === undefined || sandbox) return
    if (!bot.quota.room(`calls ${rate}`, [{ count: calls[rate], per: 1000 }])) throw atTheGate(22009, 429)
    bot.quota.take(`calls ${rate}`)
  }
}

/** The chat of a path's openid, if this bot knows it. */
function placeOf({ world, bot }: ApiCall, [kind, openid]: string[]): C2c | Group | undefined {
  if (kind === 'users') return [...bot.chats.values()].find((chat) => chat.openid === openid)
  return [...world.groups.values()].find((group) => group.bots.has(bot) && groupId(world, bot, group) === openid)
}

function place(api: ApiCall, ids: string[]): C2c | Group {
  const found = placeOf(api, ids)
  if (found === undefined) throw refused(ids[0] === 'users' ? 40054004 : 40034101)
  return found
}

function dmOf({ bot }: ApiCall, [guild]: string[]): Dm {
  const found = [...bot.dms.values()].find((dm) => dm.guild === guild)
  if (found === undefined) throw new QqError(304032, { style: 'gateway' })
  return found
}
