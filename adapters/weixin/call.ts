import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { brokenFault, strangeFault } from '../../src/contract/faults.ts'
import { type Raw, number, object, text } from '../../src/contract/read.ts'
import { type Refusals, refusedFault } from './faults.ts'

/** One call of an API of this family. Without a body it is a GET. */
export interface Call {
  /** `/cgi-bin/…` */
  path: string
  query?: { [name: string]: string }
  /** JSON, or multipart. */
  body?: object
}

/** Whom a call goes to. */
export interface Platform {
  /** As in "The call to … did not end". */
  name: string
  /** `https://host` */
  origin: string
  /** What its codes mean besides those that all have in common. */
  refusals: Refusals
}

type Fetch = Pick<Ctx<never>, 'fetch'>

/** What `take` finds in the answer; undefined: not the platform's answer. The address holds secrets, and no fault tells it. */
export async function callJson<T, R>(ctx: Fetch, platform: Platform, call: Call, take: (answer: Raw<T>) => R | undefined): Promise<R> {
  let response: Response
  let body: string
  try {
    response = await open(ctx, platform, call)
    body = await response.text()
  } catch (error) {
    throw brokenFault(platform.name, error)
  }
  const answer = readAnswer<T>(body, platform)
  const taken = response.ok && answer ? take(answer) : undefined
  if (taken === undefined) throw strangeFault(platform.name, response.status)
  return taken
}

/** The answer's JSON object, if it is one. Throws where it is a refusal. */
export function readAnswer<T>(body: string, platform: Platform): Raw<T> | undefined {
  const answer = readJson(body)
  const refusal = object<{ errcode: number; errmsg: string }>(answer)
  const errcode = number(refusal?.errcode)
  if (errcode) throw refusedFault(platform.name, errcode, text(refusal?.errmsg), platform.refusals)
  return object<T>(answer)
}

export function open(ctx: Fetch, { origin }: Platform, { path, query = {}, body }: Call): Promise<Response> {
  const search = new URLSearchParams(query).toString()
  const url = `${origin}${path}${search && `?${search}`}`
  if (!body) return ctx.fetch(url)
  if (body instanceof FormData) return ctx.fetch(url, { method: 'POST', body })
  // As UTF-8: some of these APIs take `\u4F60` for what it looks like.
  return ctx.fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

/** A step before the call that counts: whatever came of it, the customer was told nothing yet. */
export async function beforehand<T>(step: Promise<T>): Promise<T> {
  try {
    return await step
  } catch (error) {
    if (!(error instanceof AdapterFault) || error.certain) throw error
    const { code, message, platformCode } = error
    throw new AdapterFault(code, message, { certain: true, ...(platformCode && { platformCode }) })
  }
}

/** What a JSON text says; undefined where it is none. */
export function readJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
