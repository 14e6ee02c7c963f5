import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { SqlFault } from '../../ports/sql.ts'
import type { Trace } from '../../ports/ports.ts'
import { DeskError } from '../errors.ts'
import type { ApiEnv } from './context.ts'

/** An error as RFC 9457 `application/problem+json`. */
export function problem(status: ContentfulStatusCode, code: string, title: string, data?: Record<string, unknown>): Response {
  return Response.json(
    { ...data, type: 'about:blank', title, status, code },
    { status, headers: { 'content-type': 'application/problem+json', ...(status === 503 ? { 'retry-after': '1' } : {}) } },
  )
}

/** The one place where errors become answers. What nobody expected goes into the trace and says nothing of the inside. */
export function problemOf(error: unknown, trace: Trace): Response {
  if (error instanceof DeskError) return problem(error.status, error.code, error.message, error.data)
  if (error instanceof SqlFault && (error.code === 'busy' || error.code === 'full')) {
    return problem(
      503,
      error.code === 'busy' ? 'desk-busy' : 'storage-full',
      'The hub cannot take this now. Nothing was stored; try again.',
    )
  }
  if (error instanceof HTTPException) return problem(error.status, httpCode(error.status), error.message || 'The request was refused.')
  trace('error', 'api.failed', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return problem(500, 'internal', 'Something went wrong here. It has been written down.')
}

const httpCode = (status: number): string => ({ 400: 'bad-request', 403: 'forbidden', 413: 'too-large' })[status] ?? 'refused'

/** A router whose invalid input is answered with `invalid` and the fields that are wrong. */
export const apiRouter = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (result.success) return
      const fields = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
      return problem(422, 'invalid', 'Some of the input is missing or malformed.', { fields })
    },
  })

export const onProblem =
  (trace: Trace) =>
  (error: Error, _c: Context): Response =>
    problemOf(error, trace)
