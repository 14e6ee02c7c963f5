import type { AgentRow } from '../../../prisma/rows.ts'
import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Kit } from '../kit.ts'
import { MIN_PASSWORD } from '../web/forms.ts'
import { ourOrigins } from '../web/near.ts'
import { type Caller, SCOPES } from '../web/roles.ts'
import { createAttempts } from './attempts.ts'

export interface AuthOptions {
  /** Signs cookies; from the installation's secret. */
  secret: string
  publicUrl: string
}

const DAY = 86_400

/** The header in which the runtime's entry says who calls; what a client sends under this name is overwritten there. */
export const CLIENT_ADDRESS = 'x-client-address'

/** Who signs in, and how: better-auth with e-mail and password, cookie sessions and API keys, on the desk's own tables. */
export function createAuth({ db, sql, clock, trace }: Pick<Kit, 'db' | 'sql' | 'clock' | 'trace'>, { secret, publicUrl }: AuthOptions) {
  const disabled = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Agent WHERE id = ? AND disabled = 1')
  return betterAuth({
    appName: 'Switchboard',
    baseURL: publicUrl,
    trustedOrigins: (request) => (request ? ourOrigins(publicUrl, request.url) : []),
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(db, { provider: 'sqlite' }),
    // Accounts are made by an admin, never by whoever finds the page.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD },
    user: { modelName: 'agent', changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    session: { modelName: 'agentSession', fields: { userId: 'agentId' }, expiresIn: 7 * DAY, updateAge: DAY },
    databaseHooks: {
      session: {
        create: {
          // A session opens the pages of better-auth too, where an API key could be made for later.
          before: async ({ userId }) => {
            if (disabled.get(userId)) throw new APIError('FORBIDDEN', { code: 'DISABLED', message: 'This account is disabled.' })
          },
        },
      },
    },
    account: { modelName: 'agentAccount', fields: { userId: 'agentId' } },
    verification: { modelName: 'authVerification' },
    rateLimit: {
      enabled: true,
      customStorage: createAttempts(clock),
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    // The check of origins is said, because better-auth leaves it out where it finds that it is being tested.
    advanced: { cookiePrefix: 'switchboard', disableOriginCheck: false, ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] } },
    logger: { log: (level, message) => trace(level, 'auth', { message }) },
    telemetry: { enabled: false },
    plugins: [
      apiKey({
        defaultPrefix: 'sb_',
        requireName: true,
        enableMetadata: false,
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: 'apiKey' } },
      }),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>

/** The API key of a request (`Authorization: Bearer sb_…`); undefined: it has none, and its cookie counts. */
export const keyOf = (headers: Headers): string | undefined => /^Bearer (sb_[\w-]+)$/.exec(headers.get('authorization') ?? '')?.[1]

/** Where better-auth keeps the scopes of a key, among what it calls permissions. */
export const SCOPES_OF = 'desk'

/** Who makes a request, by API key or by session cookie. Null: nobody, or no longer welcome. */
export type Authenticate = (headers: Headers) => Promise<Caller | null>

export function createAuthenticate({ sql }: Pick<Kit, 'sql'>, auth: Auth): Authenticate {
  const find = sql.prepare<Pick<AgentRow, 'id' | 'name' | 'role'>>('SELECT id, name, role FROM Agent WHERE id = ? AND disabled = 0')

  async function byKey(key: string): Promise<Caller | null> {
    const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } })
    const agent = valid && found ? find.get(found.referenceId) : undefined
    if (!found || !agent) return null
    const given = found.permissions?.[SCOPES_OF] ?? []
    const scopes = found.permissions ? SCOPES.filter((scope) => given.includes(scope)) : null
    return { agent, proof: { kind: 'key', id: found.id }, scopes }
  }

  return async (headers) => {
    const key = keyOf(headers)
    if (key !== undefined) return byKey(key)
    const found = await auth.api.getSession({ headers })
    const agent = found && find.get(found.user.id)
    return agent ? { agent, proof: { kind: 'session', id: found.session.id }, scopes: null } : null
  }
}
