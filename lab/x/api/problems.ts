/** What X answers instead of a result: `application/problem+json`, or the form of an OAuth 2.0 error. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
    this.headers = headers
  }
}

const problems = 'https://api.x.com/2/problems'
const plain = (status: number, title: string, detail = title): Problem =>
  new Problem(status, { title, type: 'about:blank', status, detail })

export const unauthorized = (): Problem => plain(401, 'Unauthorized')
export const forbidden = (detail?: string): Problem => plain(403, 'Forbidden', detail)
export const notFound = (): Problem => plain(404, 'Not Found')

/** `reset`: unix seconds. */
export const tooMany = (headers: Record<string, string>): Problem =>
  new Problem(429, { title: 'Too Many Requests', type: 'about:blank', status: 429, detail: 'Too Many Requests' }, headers)

/** A request that can't be right. A webhook's reason, such as `CrcValidationFailed`, stands before the colon; where it stands is ours. */
export const invalid = (...messages: string[]): Problem =>
  new Problem(400, {
    errors: messages.map((message) => ({ parameters: {}, message })),
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${problems}/invalid-request`,
    status: 400,
  })

const names = {
  oauth1: 'OAuth 1.0a User Context',
  oauth2: 'OAuth 2.0 User Context',
  app: 'OAuth 2.0 Application-Only',
} as const
export type Authentication = keyof typeof names

export function unsupportedAuthentication(used: Authentication, supported: readonly Authentication[]): Problem {
  const types = supported.map((one) => names[one]).join(', ')
  return new Problem(403, {
    title: 'Unsupported Authentication',
    detail: `Authenticating with ${names[used]} is forbidden for this endpoint.  Supported authentication types are [${types}].`,
    type: `${problems}/unsupported-authentication`,
    status: 403,
  })
}

/** The app's package does not contain this product. */
export const notEnrolled = (): Problem =>
  new Problem(403, {
    title: 'Client Forbidden',
    detail: 'This request must be made using an approved developer account with access to this endpoint.',
    reason: 'client-not-enrolled',
    type: `${problems}/client-forbidden`,
    status: 403,
  })

/** One of several resources is missing; stands in `errors` of an answer that is otherwise 200, or alone with 404. */
export const missing = (kind: string, parameter: string, value: string): Record<string, unknown> => ({
  value,
  detail: `Could not find ${kind} with ${parameter}: [${value}].`,
  title: 'Not Found Error',
  resource_type: kind,
  parameter,
  resource_id: value,
  type: `${problems}/resource-not-found`,
})

export const gone = (kind: string, parameter: string, value: string): Problem =>
  new Problem(404, { ...missing(kind, parameter, value), status: 404 })

/** RFC 6749, in X's words. */
export const tokenRefused = (status: 400 | 401, error: string, description: string): Problem =>
  new Problem(status, { error, error_description: description })
