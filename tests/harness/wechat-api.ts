interface Call {
  path: string
  body: { [name: string]: unknown }
}

/** As much of WeChat's API for official accounts as an adapter's contract needs, with its limits. Plain fetch: runs anywhere. */
export interface WechatApi {
  /** What was carried out. */
  calls: Call[]
  handle: (request: Request) => Promise<Response>
  /** The next call of a path that begins so is answered so, and not carried out. */
  answer: (path: string, response: () => Response) => void
  /** The token that was given out last is refused from now on. */
  expireToken: () => void
  /** How often a token was asked for. */
  tokens: () => number
  /** What lies behind a `media_id`. */
  media: Map<string, { body: BodyInit; type: string }>
}

const MB = 1024 * 1024
const LIMITS: { [type: string]: { bytes: number; name: RegExp } } = {
  image: { bytes: 10 * MB, name: /\.(?:jpg|png|gif)$/ },
  voice: { bytes: 2 * MB, name: /\.(?:amr|mp3)$/ },
  video: { bytes: 10 * MB, name: /\.mp4$/ },
}
const ALLOWED = ['text', 'image', 'voice', 'video', 'msgmenu']

export const says = (errcode: number, errmsg: string): Response => Response.json({ errcode, errmsg: `${errmsg} rid: 65f2-1` })

export function createWechatApi(appId: string, secret: string): WechatApi {
  const calls: Call[] = []
  const waiting: { path: string; response: () => Response }[] = []
  const media: WechatApi['media'] = new Map()
  let [token, asked, uploads] = ['token-1', 0, 0]

  function giveToken(body: Call['body']): Response {
    asked += 1
    if (body['appid'] !== appId) return says(40013, 'invalid appid')
    if (body['secret'] !== secret) return says(40125, 'invalid appsecret')
    if (body['grant_type'] !== 'client_credential') return says(40002, 'invalid grant_type')
    return Response.json({ access_token: token, expires_in: 7200 })
  }

  function say(call: Call): Response {
    const complaint = complaintOf(call.body, media)
    if (complaint) return complaint
    calls.push(call)
    return Response.json({ errcode: 0, errmsg: 'ok' })
  }

  async function upload(request: Request, type: string): Promise<Response> {
    const [file, limit] = [(await request.formData()).get('media'), LIMITS[type]]
    if (!limit || typeof file !== 'object' || !file || !limit.name.test(file.name)) return says(40005, 'invalid file type')
    if (file.size > limit.bytes) return says(40006, 'invalid media size')
    uploads += 1
    const id = `uploaded-${uploads}`
    media.set(id, { body: await file.arrayBuffer(), type: file.type })
    calls.push({ path: '/cgi-bin/media/upload', body: { type, name: file.name, bytes: file.size } })
    return Response.json({ type, media_id: id, created_at: 1_795_167_000 })
  }

  function give(id: string): Response {
    const found = media.get(id)
    return found ? new Response(found.body, { headers: { 'content-type': found.type } }) : says(40007, 'invalid media_id')
  }

  return {
    calls,
    media,
    tokens: () => asked,
    answer: (path, response) => void waiting.push({ path, response }),
    expireToken: () => void (token = `token-${Number(token.slice(6)) + 1}`),
    async handle(request) {
      const { pathname, searchParams: query } = new URL(request.url)
      const [, host, ...rest] = pathname.split('/')
      const path = `/${rest.join('/')}`
      const forced = waiting.findIndex((one) => path.startsWith(one.path))
      const [answer] = forced < 0 ? [] : waiting.splice(forced, 1)
      if (answer) return answer.response()
      if (host === 'mmbiz.qpic.cn' || host === 'video.example')
        return new Response('bytes of a file', { headers: { 'content-type': 'image/jpeg' } })
      if (host !== 'api.weixin.qq.com') return new Response('no such host', { status: 502 })
      if (path === '/cgi-bin/stable_token') return giveToken((await request.json()) as Call['body'])
      if (!query.get('access_token')) return says(41001, 'access_token missing')
      if (query.get('access_token') !== token) return says(42001, 'access_token expired')
      if (path === '/cgi-bin/media/upload') return upload(request, query.get('type') ?? '')
      if (path === '/cgi-bin/media/get') return give(query.get('media_id') ?? '')
      if (path === '/cgi-bin/message/custom/send' || path === '/cgi-bin/message/custom/typing') {
        return say({ path, body: (await request.json()) as Call['body'] })
      }
      return says(40066, 'invalid url')
    },
  }
}

/** What the real server would not take. */
function complaintOf(body: Call['body'], media: WechatApi['media']): Response | null {
  const { touser, msgtype, command } = body
  if (!/^o[\w-]{27}$/.test(String(touser))) return says(40003, 'invalid openid')
  if (command !== undefined) return command === 'Typing' ? null : says(45072, 'command field must be in [Typing, CancelTyping]')
  const said = body[String(msgtype)] as { [name: string]: unknown } | undefined
  if (!ALLOWED.includes(String(msgtype)) || !said) return says(40008, 'invalid message type')
  const bytes = (value: unknown): number => new TextEncoder().encode(String(value)).length
  if (msgtype === 'text') return bytes(said['content']) > 2048 ? says(45002, 'content size out of limit') : null
  if (msgtype !== 'msgmenu') return media.has(String(said['media_id'])) ? null : says(40007, 'invalid media_id')
  const list = said['list'] as { id: string; content: string }[]
  const long = list.length > 10 || list.some(({ id, content }) => bytes(id) > 128 || bytes(content) > 128)
  return long ? says(45002, 'content size out of limit') : null
}
