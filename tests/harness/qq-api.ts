/** As much of QQ's platform as an adapter's contract needs, with its limits. Plain fetch: runs anywhere. */
export interface QqApi {
  /** Every call that was carried out, in order: messages, uploads, recalls, answers to presses. */
  calls: Call[]
  handle: (request: Request) => Promise<Response>
  /** The next call of the bot's API is answered so, and not carried out. */
  answer: (response: () => Response) => void
  /** The same for the host of tokens. */
  answerToken: (response: () => Response) => void
  expireToken: () => void
  /** How often a token was asked for. */
  tokens: () => number
}

export interface Call {
  method: string
  path: string
  body: Body
  /** Of a form, or of a part of an upload. */
  bytes?: number
}

type Body = { [name: string]: unknown }

const API = 'api.sgroup.qq.com'
const STORE = 'cos.example'
const MB = 1024 * 1024
const BLOCK = 2 * MB

export const refusal = (code: number, message: string, status = 400): Response =>
  Response.json({ err_code: code, message, trace_id: 'trace-1' }, { status, headers: { 'X-Tps-trace-ID': 'trace-1' } })

export function createQqApi(appId: string, clientSecret: string): QqApi {
  const calls: Call[] = []
  const waiting: (() => Response)[] = []
  const waitingTokens: (() => Response)[] = []
  const files = new Map<string, string>()
  const uploads = new Map<string, { scope: string; bytes: number; size: number }>()
  let [tokens, asked, lastId] = [1, 0, 0]

  async function giveToken(request: Request): Promise<Response> {
    asked += 1
    const forced = waitingTokens.shift()
    if (forced) return forced()
    const body = (await request.json()) as Body
    if (body['appId'] !== appId || body['clientSecret'] !== clientSecret)
      return Response.json({ code: 100016, message: 'invalid appid or secret' })
    return Response.json({ access_token: `ACCESS-TOKEN-${tokens}`, expires_in: '7200' })
  }

  function file(scope: string, body: Body): Response {
    if (typeof body['file_data'] === 'string') {
      if (![1, 2, 3, 4].includes(Number(body['file_type']))) return refusal(22006, 'file_type')
      if (atob(body['file_data']).length > 10 * MB) return refusal(850031, 'too large')
    } else {
      const upload = uploads.get(String(body['upload_id']))
      if (upload?.scope !== scope || upload.bytes !== upload.size) return refusal(850019, 'no such upload')
    }
    const info = `info-${files.size + 1}`
    files.set(info, scope)
    return Response.json({ file_uuid: 'u', file_info: info, ttl: 300 })
  }

  function prepare(scope: string, body: Body): Response {
    const size = Number(body['file_size'])
    const id = `upload-${uploads.size + 1}`
    uploads.set(id, { scope, bytes: 0, size })
    const parts = Array.from({ length: Math.ceil(size / BLOCK) }, (_, index) => ({
      index,
      presigned_url: `https://${STORE}/${id}/${index}?sign=s3cret`,
      block_size: String(BLOCK),
    }))
    return Response.json({ upload_id: id, block_size: String(BLOCK), parts, upload_config: { concurrency: 1 } })
  }

  function message(scope: string, body: Body): Response {
    const complaint = complaintOf(body, (info) => files.get(info) === scope)
    if (complaint) return refusal(...complaint)
    lastId += 1
    return Response.json({
      id: `ROBOT1.0_out${lastId}`,
      timestamp: '2026-11-20T17:30:00+08:00',
      ext_info: { ref_idx: `REFIDX_out${lastId}==` },
    })
  }

  function perform({ method, path, body }: Call): Response {
    if (method === 'GET' && path === '/users/@me') return Response.json({ id: '1', username: '客服助手', avatar: '' })
    if (method === 'PUT' && path.startsWith('/interactions/')) return Response.json({})
    const [, scope, , what] = /^\/(?:v2\/)?(users|groups|dms)\/([^/]+)\/(.+)$/.exec(path) ?? []
    if (!scope || !what) return refusal(404, 'no such page', 404)
    if (method === 'DELETE') return new Response(null, { status: 204 })
    if (what === 'messages') return message(scope, body)
    if (what === 'files') return file(scope, body)
    if (what === 'upload_prepare') return prepare(scope, body)
    return what === 'upload_part_finish' ? Response.json({}) : refusal(404, 'no such page', 404)
  }

  return {
    calls,
    answer: (response) => void waiting.push(response),
    answerToken: (response) => void waitingTokens.push(response),
    expireToken: () => void (tokens += 1),
    tokens: () => asked,
    async handle(request) {
      const { pathname } = new URL(request.url)
      const [, host, ...rest] = pathname.split('/')
      const path = `/${rest.join('/')}`
      if (host === 'bots.qq.com' && path === '/app/getAppAccessToken') return giveToken(request)
      if (host === STORE) {
        const bytes = (await request.arrayBuffer()).byteLength
        const upload = uploads.get(rest[0] ?? '')
        if (upload) upload.bytes += bytes
        calls.push({ method: 'PUT', path, body: {}, bytes })
        return new Response(null)
      }
      if (host !== API) return new Response('a file')
      const call = await readCall(request, path)
      const forced = waiting.shift()
      if (forced) return forced()
      if (request.headers.get('authorization') !== `QQBot ACCESS-TOKEN-${tokens}`)
        return Response.json({ code: 11243, message: 'check access_token not pass' }, { status: 401 })
      const response = perform(call)
      if (response.ok && call.method !== 'GET') calls.push(call)
      return response
    },
  }
}

async function readCall(request: Request, path: string): Promise<Call> {
  const call: Call = { method: request.method, path, body: {} }
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    for (const [name, value] of await request.formData()) {
      if (typeof value === 'string') call.body[name] = value
      else Object.assign(call, { bytes: value.size, body: { ...call.body, [name]: value.name } })
    }
    return call
  }
  const text = await request.text()
  return text ? { ...call, body: JSON.parse(text) as Body } : call
}

interface Keyboard {
  content: { rows: { buttons: { id: string; render_data: { label: string }; action: { data: string } }[] }[] }
}

/** What the real server would not take. */
function complaintOf(body: Body, isOurs: (info: string) => boolean): [code: number, message: string] | undefined {
  const { msg_type, content, markdown, media, msg_id, event_id, is_wakeup } = body
  const words = msg_type === 2 ? (markdown as { content?: string } | undefined)?.content : content
  const rows = (body['keyboard'] as Keyboard | undefined)?.content.rows
  if (msg_id !== undefined && event_id !== undefined) return [40034025, 'msg_id or event_id']
  if (is_wakeup && (msg_id ?? event_id) !== undefined) return [40034122, 'is_wakeup excludes msg_id']
  if (rows && msg_type !== 2) return [50037, 'keyboard needs markdown']
  if (rows && (rows.length > 5 || rows.some(({ buttons }) => buttons.length > 5))) return [40034029, 'keyboard too large']
  if (rows?.some(({ buttons }) => buttons.some(({ render_data }) => render_data.label.length > 10))) return [305007, 'label too long']
  if (msg_type === 2 && content !== undefined) return [22006, 'content beside markdown']
  if (msg_type === 6) return msg_id === undefined ? [22006, 'typing needs msg_id'] : undefined
  if (msg_type === 7) {
    if (!content) return [50006, 'content is empty']
    return isOurs(String((media as { file_info?: string } | undefined)?.file_info)) ? undefined : [304080, 'file_info']
  }
  if (body['file_image'] !== undefined) return undefined
  if (typeof words !== 'string' || words.trim() === '') return [50006, 'content is empty']
  // Escaped for markdown it may be longer.
  return words.length > 2000 && msg_type !== 2 ? [40054007, 'too long'] : undefined
}
