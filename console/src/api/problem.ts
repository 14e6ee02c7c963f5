import type { Owner } from './types.ts'

/**
 * A refusal of the server (RFC 9457) or the lack of an answer. `code` is stable and has its words in the catalogues;
 * `status` 0: nothing came back, so that it may be tried again with the same key.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number
  readonly data: Readonly<Record<string, unknown>>

  constructor(code: string, status: number, data: Record<string, unknown> = {}, cause?: unknown) {
    super(typeof data['title'] === 'string' ? data['title'] : code, { cause })
    this.code = code
    this.status = status
    this.data = data
  }

  /** Who has the conversation, where that is why it was refused. */
  get owner(): Owner | undefined {
    return this.data['owner'] as Owner | undefined
  }
}

/** The answer's problem: ours by its code, better-auth's by its own, otherwise by the status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const data = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const code = typeof data['code'] === 'string' ? data['code'] : `http-${response.status}`
  return new Problem(code.toLowerCase().replaceAll('_', '-'), response.status, data)
}

export const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem('unexpected', -1, {}, error))

/** No answer, or one that says "later": the same request may succeed. */
export const isPassing = (problem: Problem): boolean => problem.status === 0 || problem.status === 429 || problem.status >= 502
