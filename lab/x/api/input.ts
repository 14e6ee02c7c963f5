import type { z } from 'zod'
import { multipart } from './multipart.ts'
import { invalid } from './problems.ts'

/** What a call brings, from wherever it comes. */
export interface Input {
  url: URL
  query: Record<string, string>
  /** Fields of the JSON body or the form. */
  body: Record<string, unknown>
  /** Pairs that count for an OAuth 1.0a signature: the query and a url-encoded form. */
  signed: [string, string][]
  upload: Uint8Array | undefined
}

export async function readInput(request: Request): Promise<Input> {
  const url = new URL(request.url)
  const pairs = [...url.searchParams]
  const input: Input = { url, query: Object.fromEntries(pairs), body: {}, signed: pairs, upload: undefined }
  if (request.method === 'GET' || request.body === null) return input
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) {
    for (const [key, value] of multipart(Buffer.from(await request.arrayBuffer()), type)) {
      if (key === 'media') input.upload = value
      else input.body[key] = value.toString()
    }
    return input
  }
  const text = await request.text()
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = [...new URLSearchParams(text)]
    return { ...input, body: Object.fromEntries(form), signed: [...pairs, ...form] }
  }
  return { ...input, body: parse(text) }
}

function parse(text: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // falls through to the answer the API gives
  }
  throw invalid('The body is not a JSON object')
}

/** The body or the query as `schema` has it. Throws 400. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw invalid(...result.error.issues.map((issue) => `$.${issue.path.join('.')}: ${issue.message}`))
}
