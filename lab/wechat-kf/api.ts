import { ZodError } from 'zod'
import type { Call } from '../emulator.ts'
import { picture } from '../samples/picture.ts'
import type { Corp } from './corp.ts'
import { KfError } from './errors.ts'
import { addAccount, addContactWay, avatarHost, deleteAccount, getCustomers, listAccounts, updateAccount } from './methods/manage.ts'
import type { Method } from './methods/common.ts'
import { sendMsg, sendMsgOnEvent } from './methods/send.ts'
import { getState, transState } from './methods/state.ts'
import { syncMsg } from './methods/sync.ts'
import type { World } from './world.ts'

const methods: Readonly<Record<string, Method>> = {
  'kf/sync_msg': syncMsg,
  'kf/send_msg': sendMsg,
  'kf/send_msg_on_event': sendMsgOnEvent,
  'kf/service_state/get': getState,
  'kf/service_state/trans': transState,
  'kf/account/list': listAccounts,
  'kf/account/add': addAccount,
  'kf/account/update': updateAccount,
  'kf/account/del': deleteAccount,
  'kf/add_contact_way': addContactWay,
  'kf/customer/batchget': getCustomers,
  'media/upload': ({ world, corp, url, request }) => world.media.upload(corp, url.searchParams.get('type') ?? '', request),
  'media/get': ({ world, corp, url }) => world.media.download(corp, url.searchParams.get('media_id') ?? ''),
}

/** WeCom's API over HTTP: `/cgi-bin/…?access_token=`. Refusals are HTTP 200 with an `errcode`. */
export async function handle(world: World, request: Request, call: Call): Promise<Response> {
  const url = new URL(request.url)
  if (url.hostname === avatarHost) return avatar(world, url)
  try {
    const name = url.pathname.replace(/^\/cgi-bin\//, '')
    call.what = name.replace(/^kf\//, '')
    const answer = name === 'gettoken' ? getToken(world, url, call) : await perform(world, name, request, url, call)
    return answer instanceof Response ? answer : Response.json({ errcode: 0, errmsg: 'ok', ...answer })
  } catch (error) {
    if (error instanceof ZodError) return new KfError(40058, error.issues.map(say).join('; ')).answer(world)
    if (error instanceof KfError) return error.answer(world)
    throw error
  }
}

const say = ({ path, message }: ZodError['issues'][number]): string => `${path.join('.')}: ${message}`

async function perform(world: World, name: string, request: Request, url: URL, call: Call): Promise<object> {
  const body = name === 'media/upload' ? undefined : await readBody(request)
  call.request = body ?? Object.fromEntries([...url.searchParams].filter(([key]) => key !== 'access_token'))
  const corp = authorized(world, url.searchParams.get('access_token') ?? '', call)
  corp.checkIp()
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (method === undefined) throw new KfError(40066)
  if (world.faults.take('tooMany', call.what)) throw new KfError(45009)
  return method({ world, corp, url, request, body })
}

/** The corp of a token. Missing: 41001; nobody's: 40014; of a living corp, but at its end: 42001. */
function authorized(world: World, token: string, call: Call): Corp {
  if (token === '') throw new KfError(41001)
  const corp = [...world.corps.values()].find((one) => one.secondsLeft(token) !== undefined)
  if (corp === undefined || isUnauthorized(world, call)) throw new KfError(40014)
  call.account = corp.id
  if (corp.secondsLeft(token) === 0) throw new KfError(42001)
  return corp
}

const isUnauthorized = (world: World, call: Call): boolean => world.faults.now.unauthorized && world.faults.concerns(call.what)

/** Unknown corp: 40013; wrong secret: 40001. */
function getToken(world: World, url: URL, call: Call): object {
  const corp = world.corps.get(url.searchParams.get('corpid') ?? '')
  call.request = { corpid: url.searchParams.get('corpid') }
  if (corp === undefined) throw new KfError(40013)
  call.account = corp.id
  if (url.searchParams.get('corpsecret') !== corp.secret || isUnauthorized(world, call)) throw new KfError(40001)
  if (world.options.tokenChecksIp) corp.checkIp()
  if (world.faults.take('tooMany', call.what)) throw new KfError(45009)
  const token = corp.issueToken()
  return { access_token: token, expires_in: corp.secondsLeft(token) }
}

/** Undefined when there is none; 40058 when it is not JSON. */
async function readBody(request: Request): Promise<unknown> {
  const text = request.method === 'GET' ? '' : await request.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new KfError(40058, 'Warning: wrong json format.')
  }
}

function avatar(world: World, url: URL): Response {
  const person = world.people.get(Number(url.pathname.split('/')[2]))
  if (person === undefined) return new Response(null, { status: 404 })
  const shade = (person.id * 0x9e3779b1) & 0xffffff
  return new Response(new Uint8Array(picture(132, 132, shade)), { headers: { 'content-type': 'image/png' } })
}
