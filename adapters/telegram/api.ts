import { Api, InputFile, type Transformer } from 'grammy/web'
import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { refusedFault } from './faults.ts'
import type { Credentials } from './manifest.ts'
import { type Raw, object } from '../../src/contract/read.ts'

const ROOT = 'https://api.telegram.org'

type Answer = { ok: true; result: never } | { ok: false; error_code: number; description: string }

/** A file that we have the bytes of, for any parameter of the Bot API that takes one. */
export class Upload extends InputFile {
  readonly blob: Blob
  override readonly filename: string

  constructor(blob: Blob, filename: string) {
    super([], filename)
    this.blob = blob
    this.filename = filename
  }
}

/**
 * grammY's typed Bot API over `ctx.fetch`. Every failure is an `AdapterFault`, none tells the token.
 *
 * The web build of grammY is taken on Node too: the other one wants node-fetch. The call itself is ours, as a transformer
 * that does not pass on: grammY's own reads no status, so that a gateway's error page looks like a lost answer, and
 * writes multipart bodies of unknown length with unquoted file names.
 */
export function createApi(ctx: Ctx<Credentials>): Api {
  const call: Transformer = async (_previous, method, payload) =>
    (await post(ctx, `${ROOT}/bot${ctx.credentials.botToken}/${method}`, payload ?? {})) as Answer
  const api = new Api(ctx.credentials.botToken)
  api.config.use(call)
  return api
}

async function post(ctx: Ctx<Credentials>, url: string, payload: object): Promise<Raw<Answer>> {
  let response: Response
  let body: string
  try {
    response = await ctx.fetch(url, { method: 'POST', ...encode(payload) })
    body = await response.text()
  } catch (error) {
    throw brokenFault('Telegram', error)
  }
  const answer = parse(body)
  if (typeof answer?.ok !== 'boolean') throw strangeFault('Telegram', response.status)
  if (!answer.ok) throw refusedFault(answer, response.status)
  return answer
}

function parse(body: string): Raw<Answer> | undefined {
  try {
    return object<Answer>(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** JSON, or multipart where there is a file. */
function encode(payload: object): RequestInit {
  const values = Object.entries(payload).filter(([, value]) => value !== undefined && value !== null)
  if (!values.some(([, value]) => value instanceof Upload)) {
    return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(Object.fromEntries(values)) }
  }
  const form = new FormData()
  for (const [name, value] of values) {
    if (value instanceof Upload) form.append(name, value.blob, value.filename)
    else form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return { body: form }
}

/** The bytes of a file on Telegram's side: at most 20 MB, and for an hour at least. */
export async function download(ctx: Ctx<Credentials>, ref: string): Promise<Response> {
  const { file_path: path } = await createApi(ctx).getFile(ref)
  if (!path) throw new AdapterFault('gone', 'Telegram has no such file any more.', { certain: true })
  let response: Response
  try {
    response = await ctx.fetch(`${ROOT}/file/bot${ctx.credentials.botToken}/${encodeURI(path)}`)
  } catch (error) {
    throw brokenFault('Telegram', error)
  }
  if (!response.ok) {
    await response.body?.cancel()
    if (response.status === 404) throw new AdapterFault('gone', 'Telegram has no such file any more.', { certain: true })
    throw strangeFault('Telegram', response.status)
  }
  // Anew, without the address.
  return new Response(response.body, { headers: response.headers })
}
