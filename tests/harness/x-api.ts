import { measure } from '../../src/model/text.ts'
import { type XAccess, type XCall, createXAccess } from './x-access.ts'
import { createXUploads } from './x-uploads.ts'

type Answer = (call: XCall, ids: string[]) => Response
type Subscription = { subscription_id: string } & { [name: string]: unknown }

/** As much of X as an adapter's contract needs, with its limits. Plain fetch: runs anywhere. */
export interface XApi {
  access: XAccess
  calls: XCall[]
  /** What was sent to people: messages and posts. */
  sent: XCall[]
  handle: (request: Request) => Promise<Response>
  /** The next call of the API is answered so, and not carried out. Asking for a token is no such call. */
  answer: (response: () => Response) => void
  /** The next lists of messages and mentions. */
  news: (body: unknown) => void
  hooks: { id: string; url: string; valid: boolean }[]
  subscriptions: Subscription[]
  /** Subscribed by the predecessor of the X Activity API. */
  all: Set<string>
  uploads: ReturnType<typeof createXUploads>
}

export const ME = { id: '1111111111111111111', name: 'Example User', username: 'ExampleUser' }
/** Seconds since 1970: when the limits begin anew. */
export const RESET = 1_795_167_900

export const problem = (status: number, title: string, detail: string, more: object = {}): Response =>
  Response.json({ type: 'about:blank', title, detail, status, ...more }, { status })
const ok = (data: unknown, status = 200, headers: { [name: string]: string } = {}): Response => Response.json({ data }, { status, headers })

export function createXApi({ lasting = false } = {}): XApi {
  const calls: XCall[] = []
  const sent: XCall[] = []
  const waiting: (() => Response)[] = []
  const access = createXAccess(lasting)
  const uploads = createXUploads()
  const hooks: XApi['hooks'] = []
  const subscriptions: Subscription[] = []
  const all = new Set<string>()
  let news: { [list: string]: unknown } = {}
  let lastId = 2_080_770_000_000_000_000n
  const nextId = (): string => String((lastId += 1n))

  let left = 15
  const message: Answer = (call) => {
    const { text, attachments } = call.body as { text?: string; attachments?: { media_id: string }[] }
    if (!text && !attachments) return problem(400, 'Invalid Request', 'At least one of text, attachments is required.')
    if (Array.from(text ?? '').length > 10_000) return problem(400, 'Invalid Request', 'The text is too long.')
    if (attachments && (attachments.length !== 1 || !uploads.isReady(attachments[0]!.media_id))) {
      return problem(400, 'Invalid Request', 'Your media is not valid.')
    }
    left -= 1
    sent.push(call)
    return ok({ dm_conversation_id: '1111111111111111111-2222222222222222222', dm_event_id: nextId() }, 201, {
      'x-rate-limit-limit': '15',
      'x-rate-limit-remaining': String(left),
      'x-rate-limit-reset': String(RESET),
    })
  }
  const post: Answer = (call) => {
    const text = String(call.body['text'] ?? '')
    if (text === '' || measure(text, 'weighted') > 280) return problem(400, 'Invalid Request', 'The text is empty or too long.')
    sent.push(call)
    return ok({ id: nextId(), text }, 201)
  }
  const list =
    (name: string): Answer =>
    () => {
      const page = news[name]
      delete news[name]
      return Response.json(page === undefined ? { meta: { result_count: 0 } } : page)
    }
  const found = <T>(item: T | undefined, answer: (item: T) => Response): Response =>
    item === undefined ? problem(404, 'Not Found', 'There is no such thing.') : answer(item)

  const routes: [method: string, path: RegExp, as: 'user' | 'app' | 'any', answer: Answer][] = [
    ['GET', /^\/2\/users\/me$/, 'user', () => ok(ME)],
    ['POST', /^\/2\/dm_conversations\/with\/(\d+)\/messages$/, 'user', message],
    ['POST', /^\/2\/dm_conversations\/(\d+)\/messages$/, 'user', message],
    ['GET', /^\/2\/dm_events$/, 'user', list('messages')],
    ['GET', /^\/2\/users\/(\d+)\/mentions$/, 'user', list('posts')],
    ['POST', /^\/2\/tweets$/, 'user', post],
    ['DELETE', /^\/2\/tweets\/(\d+)$/, 'user', () => ok({ deleted: true })],
    ['GET', /^\/2\/dm_conversations\/media\/(\w+)\/(\w+)\/([\w.-]+)$/, 'user', () => new Response('bytes of a file')],
    ['GET', /^\/2\/webhooks$/, 'app', () => ok(hooks)],
    [
      'POST',
      /^\/2\/webhooks$/,
      'app',
      ({ body }) => {
        hooks.push({ id: nextId(), url: String(body['url']), valid: true })
        return ok(hooks.at(-1))
      },
    ],
    [
      'PUT',
      /^\/2\/webhooks\/(\d+)$/,
      'app',
      (_, [id]) =>
        found(
          hooks.find((hook) => hook.id === id),
          (hook) => ok({ valid: (hook.valid = true) }),
        ),
    ],
    ['DELETE', /^\/2\/webhooks\/(\d+)$/, 'app', (_, [id]) => removed(hooks, ({ id: own }) => own === id)],
    ['GET', /^\/2\/activity\/subscriptions$/, 'any', () => ok(subscriptions)],
    [
      'POST',
      /^\/2\/activity\/subscriptions$/,
      'user',
      ({ body }) => {
        subscriptions.push({ subscription_id: nextId(), ...body })
        return ok({ subscription: subscriptions.at(-1) })
      },
    ],
    [
      'PUT',
      /^\/2\/activity\/subscriptions\/(\d+)$/,
      'app',
      ({ body }, [id]) =>
        found(
          subscriptions.find(({ subscription_id }) => subscription_id === id),
          (one) => ok({ subscription: Object.assign(one, body) }),
        ),
    ],
    ['DELETE', /^\/2\/activity\/subscriptions\/(\d+)$/, 'app', (_, [id]) => removed(subscriptions, (one) => one.subscription_id === id)],
    [
      'POST',
      /^\/2\/account_activity\/webhooks\/(\d+)\/subscriptions\/all$/,
      'user',
      (_, [id]) => ok({ subscribed: all.add(id!).size > 0 }),
    ],
    ['GET', /^\/2\/account_activity\/webhooks\/(\d+)\/subscriptions\/all$/, 'user', (_, [id]) => ok({ subscribed: all.has(id!) })],
    [
      'DELETE',
      /^\/2\/account_activity\/webhooks\/(\d+)\/subscriptions\/(\d+)\/all$/,
      'app',
      (_, [id]) => (all.delete(id!) ? ok({ subscribed: false }) : problem(404, 'Not Found', 'SubscriptionNotFound')),
    ],
    ...uploads.routes.map(([method, path, answer]): (typeof routes)[number] => [method, path, 'user', answer]),
  ]

  return {
    access,
    calls,
    sent,
    hooks,
    subscriptions,
    all,
    uploads,
    answer: (response) => void waiting.push(response),
    news(body) {
      const lists = typeof body === 'object' && body !== null && ('messages' in body || 'posts' in body)
      news = lists ? { ...body } : { messages: body }
    },
    async handle(request) {
      const { pathname, searchParams } = new URL(request.url)
      const [, host, ...rest] = pathname.split('/')
      const path = `/${rest.join('/')}`
      const call: XCall = {
        method: request.method,
        path: host! + path,
        query: Object.fromEntries(searchParams),
        body: await bodyOf(request),
      }
      calls.push(call)
      if (host === 'pbs.twimg.com')
        return request.headers.has('authorization') ? problem(400, 'Bad Request', '') : new Response('a picture')
      if (host !== 'api.x.com' && host !== 'ton.twitter.com') return new Response('no such host', { status: 502 })
      const token = access.token(call, request)
      if (token) return token
      const forced = waiting.shift()
      if (forced) return forced()
      const as = await access.who(request, `https://${host}${path}`, searchParams)
      if (!as) return problem(401, 'Unauthorized', 'Unauthorized')
      if (host === 'ton.twitter.com')
        return as === 'signed' ? new Response('bytes of a file') : problem(401, 'Unauthorized', 'Unauthorized')
      const route = routes.find(([method, pattern]) => method === call.method && pattern.test(path))
      if (!route) return problem(404, 'Not Found', 'There is no such page.')
      const [, pattern, needs, answer] = route
      if (needs !== 'any' && (needs === 'app') !== (as === 'app')) return problem(403, 'Unsupported Authentication', 'Not with this token.')
      return answer(call, pattern.exec(path)!.slice(1))
    },
  }
}

function removed<T>(items: T[], is: (item: T) => boolean): Response {
  const index = items.findIndex(is)
  if (index < 0) return problem(404, 'Not Found', 'There is no such thing.')
  items.splice(index, 1)
  return ok({ deleted: true })
}

async function bodyOf(request: Request): Promise<XCall['body']> {
  const type = request.headers.get('content-type') ?? ''
  if (/form-data|urlencoded/.test(type)) return Object.fromEntries(await request.formData()) as XCall['body']
  const body = await request.text()
  return body ? (JSON.parse(body) as XCall['body']) : {}
}
