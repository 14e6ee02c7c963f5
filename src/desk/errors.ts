/** A refusal with a stable code, shown to callers as `application/problem+json`. `data` is added to the answer as it is. */
export class DeskError extends Error {
  override readonly name = 'DeskError'
  readonly code: string
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  readonly data: Record<string, unknown> | undefined

  constructor(code: string, status: DeskError['status'], message: string, data?: Record<string, unknown>) {
    super(message)
    this.code = code
    this.status = status
    this.data = data
  }
}

export const notFound = (what: string): DeskError => new DeskError('not-found', 404, `There is no such ${what}.`)
export const forbidden = (): DeskError => new DeskError('forbidden', 403, 'Your role does not allow this.')
