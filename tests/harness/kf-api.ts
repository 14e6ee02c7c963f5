import type { Json } from '../../src/model/events.ts'

interface Body {
  [name: string]: unknown
}

interface Call {
  path: string
  query: URLSearchParams
  body: Body
  file?: { type: string | null; name: string; bytes: number }
}

interface Corp {
  corpId: string
  corpSecret: string
  openKfId: string
}

/** As much of WeCom's API for customer service as an adapter's contract needs, with its limits. Plain fetch: runs anywhere. */
export interface KfApi {
  /** All that it took, besides calls for tokens. */
  calls: Call[]
  /** The messages among them. */
  sent: Body[]
  handle: (request: Request) => Promise<Response>
  /** The next call is answered so and not carried out: one that needs a token, or one whose path ends so. */
  answer: (response: () => Response, path?: string) => void
  expireToken: () => void
  /** What sync_msg answers the next time. */
  news: (page: Json) => void
  /** Who has the session of every customer. */
  state: number
  /** By id; others are unknown. */
  customers: Map<string, object>
  /** How many accounts there are besides, before the one. */
  others: number
}

const MB = 1024 * 1024
const LIMITS: { [type: string]: number } = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB }

export const refusal = (errcode: number, errmsg: string): Response => Response.json({ errcode, errmsg })
const ok = (more: object = {}): Response => Response.json({ errcode: 0, errmsg: 'ok', ...more })

export function createKfApi({ corpId, corpSecret, openKfId }: Corp): KfApi {
  const forced: { response: () => Response; path?: string }[] = []
  const pages: Json[] = []
  const used = new Set<unknown>()
  let [tokens, codes] = [0, 0]

  const api: KfApi = {
    calls: [],
    sent: [],
    answer: (response, path) => void forced.push({ response, ...(path !== undefined && { path }) }),
    expireToken: () => void (tokens += 1),
    news: (page) => void pages.push(page),
    state: 0,
    customers: new Map(),
    others: 0,
    async handle(request) {
      const call = await readCall(request)
      const isToken = call.path === '/qyapi.weixin.qq.com/cgi-bin/gettoken'
      const at = forced.findIndex(({ path }) => (path === undefined ? !isToken : call.path.endsWith(path)))
      if (at >= 0) return forced.splice(at, 1)[0]!.response()
      if (isToken) {
        if (call.query.get('corpid') !== corpId) return refusal(40013, 'invalid corpid')
        if (call.query.get('corpsecret') !== corpSecret) return refusal(40001, 'invalid credential')
        return ok({ access_token: `access-token-${tokens}`, expires_in: 7200 })
      }
      if (call.query.get('access_token') !== `access-token-${tokens}`) return refusal(42001, 'access_token expired')
      api.calls.push(call)
      return methods[call.path.replace('/qyapi.weixin.qq.com/cgi-bin/', '')]?.(call) ?? new Response('no such page', { status: 404 })
    },
  }

  const methods: { [path: string]: (call: Call) => Response } = {
    'kf/account/list': ({ body }) => {
      const all = Array.from({ length: api.others }, (_, index) => ({ open_kfid: `wk${index}`, name: `${index}` }))
      const list = [...all, { open_kfid: openKfId, name: '售后', avatar: 'https://x', manage_privilege: true }]
      return ok({ account_list: list.slice(Number(body['offset']), Number(body['offset']) + Number(body['limit'])) })
    },
    'kf/sync_msg': ({ body }) => {
      if (body['open_kfid'] !== openKfId) return refusal(95000, 'invalid open_kfid')
      if (Number(body['limit']) > 1000 || body['voice_format'] !== 0) return refusal(40058, 'invalid parameter')
      return Response.json(pages.shift() ?? { errcode: 0, errmsg: 'ok', next_cursor: 'end', has_more: 0, msg_list: [] })
    },
    'kf/customer/batchget': ({ body }) => {
      const ids = body['external_userid_list'] as string[]
      if (ids.length > 100) return refusal(40058, 'too many')
      const known = ids.filter((id) => api.customers.has(id))
      return ok({ customer_list: known.map((id) => ({ external_userid: id, ...api.customers.get(id) })), invalid_external_userid: [] })
    },
    'kf/service_state/get': () => ok({ service_state: api.state, servicer_userid: '' }),
    'kf/service_state/trans': ({ body }) => {
      const to = Number(body['service_state'])
      if (api.state === 4 || to <= api.state) return refusal(95016, 'state change not allowed')
      api.state = to
      return ok(to === 4 ? { msg_code: `code-${(codes += 1)}` } : {})
    },
    'kf/send_msg': ({ body }) => {
      if (body['open_kfid'] !== openKfId) return refusal(95000, 'invalid open_kfid')
      if (api.state > 1) return refusal(95018, 'send forbidden in this state')
      return deliver(body)
    },
    'kf/send_msg_on_event': ({ body }) => {
      if (used.has(body['code'])) return refusal(40058, 'code has been used')
      used.add(body['code'])
      return deliver(body)
    },
    'media/upload': ({ file }) => {
      if (!file || !(file.bytes <= (LIMITS[file.type ?? ''] ?? 0))) return refusal(40006, 'invalid media size')
      return Response.json({ errcode: 0, errmsg: '', type: file.type, media_id: `media-${file.type}`, created_at: '1380000000' })
    },
    'media/get': ({ query }) =>
      query.get('media_id') === 'gone'
        ? refusal(40007, 'invalid media_id')
        : new Response('bytes of a file', { headers: { 'content-type': 'image/jpeg' } }),
  }

  function deliver(body: Body): Response {
    const complaint = complaintOf(body)
    if (complaint) return refusal(40058, complaint)
    if (used.has(body['msgid'])) return refusal(40058, 'msgid repeated')
    used.add(body['msgid'])
    api.sent.push(body)
    return ok({ msgid: body['msgid'] })
  }
  return api
}

async function readCall(request: Request): Promise<Call> {
  const { pathname: path, searchParams: query } = new URL(request.url)
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const text = await request.text()
    return { path, query, body: text ? (JSON.parse(text) as Body) : {} }
  }
  const file = (await request.formData()).get('media')
  return { path, query, body: {}, ...(file instanceof File && { file: { type: query.get('type'), name: file.name, bytes: file.size } }) }
}

const bytes = (value: unknown): number => new TextEncoder().encode(String(value)).length

/** What the real server would not take. */
function complaintOf(body: Body): string | undefined {
  const { msgtype, msgid } = body
  const said = body[String(msgtype)] as Body | undefined
  if (!/^[\w-]{1,32}$/.test(String(msgid))) return 'invalid msgid'
  if (!said) return 'nothing said'
  if (msgtype === 'text') return bytes(said['content']) <= 2048 && String(said['content']).trim() ? undefined : 'invalid content'
  if (msgtype === 'location')
    return typeof said['latitude'] === 'number' && typeof said['longitude'] === 'number' ? undefined : 'invalid place'
  if (msgtype === 'msgmenu') {
    const list = said['list'] as { type: string; click: { id: string; content: string } }[]
    if (bytes(said['head_content']) > 1024 || list.length > 10) return 'invalid menu'
    return list.every(({ type, click }) => type === 'click' && bytes(click.id) <= 128 && bytes(click.content) <= 128)
      ? undefined
      : 'invalid item'
  }
  return said['media_id'] === `media-${String(msgtype)}` ? undefined : 'invalid media_id'
}
