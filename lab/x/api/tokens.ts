import type { Account, App, World } from '../world.ts'
import type { Input } from './input.ts'
import { tokenRefused } from './problems.ts'

/** `Authorization: Basic`, each half of which may be percent-encoded. */
function basic(request: Request): [string, string] | undefined {
  const code = /^Basic (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (code === undefined) return undefined
  const [name = '', secret = ''] = Buffer.from(code, 'base64').toString().split(':').map(decodeURIComponent)
  return [name, secret]
}

/** `POST /oauth2/token`: the app-only token of an app, the same each time. */
export function appToken(world: World, request: Request, input: Input): unknown {
  const [key, secret] = basic(request) ?? []
  const app = [...world.apps.values()].find((one) => one.consumerKey === key && one.consumerSecret === secret)
  if (app === undefined) throw tokenRefused(401, 'unauthorized_client', 'Missing valid authorization header')
  if (input.body['grant_type'] !== 'client_credentials')
    throw tokenRefused(400, 'invalid_request', 'Missing required parameter [grant_type].')
  return { token_type: 'bearer', access_token: app.bearer }
}

/** `POST /2/oauth2/token`: a new access token for a refresh token, which is good once. */
export function refresh(world: World, request: Request, input: Input): { account: Account; answer: unknown } {
  const app = clientOf(world, request, input)
  if (input.body['grant_type'] !== 'refresh_token') throw tokenRefused(400, 'unsupported_grant_type', 'Only refresh_token is emulated.')
  const account = [...world.accounts.values()].find((one) => one.refreshToken === input.body['refresh_token'])
  if (account === undefined || account.app !== app || account.revoked) {
    throw tokenRefused(400, 'invalid_request', 'Value passed for the token was invalid.')
  }
  const token = grant(world, account)
  account.refreshToken = world.key(40)
  return {
    account,
    answer: {
      token_type: 'bearer',
      expires_in: Math.floor(world.options.tokenLife / 1000),
      access_token: token,
      scope: account.scopes.join(' '),
      refresh_token: account.refreshToken,
    },
  }
}

/** A new access token of an account. */
export function grant(world: World, account: Account): string {
  const token = world.key(40)
  account.tokens.set(token, world.now() + world.options.tokenLife)
  return token
}

/** A confidential client proves its secret in the header or, as twitter-api-v2 also does, in the body; a public one only names itself. */
function clientOf(world: World, request: Request, input: Input): App {
  const [id = input.body['client_id'], secret = input.body['client_secret']] = basic(request) ?? []
  const app = [...world.apps.values()].find((one) => one.clientId === id)
  if (app === undefined) throw tokenRefused(400, 'invalid_request', 'Missing required parameter [client_id].')
  if (app.clientSecret !== undefined && app.clientSecret !== secret) {
    throw tokenRefused(401, 'unauthorized_client', 'Missing valid authorization header')
  }
  return app
}
