import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { Kit } from '../kit.ts'
import type { Acting, Role } from '../web/roles.ts'

export interface AuthOptions {
  /** Signs cookies; from the installation's secret. */
  secret: string
  publicUrl: string
}

const DAY = 86_400

/** The header in which the runtime's entry says who calls; what a client sends under this name is overwritten there. */
export const CLIENT_ADDRESS = 'x-client-address'

/** Who signs in, and how: better-auth with e-mail and password, cookie sessions and API keys, on the desk's own tables. */
export function createAuth({ db, sql, log }: Pick<Kit, 'db' | 'sql' | 'log'>, { secret, publicUrl }: AuthOptions) {
  const disabled = sql.prepare<{ one: number }>('SELECT 1 AS one FROM Agent WHERE id = ? AND disabled = 1')
  return betterAuth({
    appName: 'Switchboard',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(db, { provider: 'sqlite' }),
    // Accounts are made by an admin, never by whoever finds the page.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
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
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: { cookiePrefix: 'switchboard', ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] } },
    logger: { log: (level, message) => log(level, 'auth', { message }) },
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

/** Who makes a request: by API key (`Authorization: Bearer`) or by session cookie. Null: nobody, or no longer welcome. */
export type Authenticate = (headers: Headers) => Promise<Acting | null>

export function createAuthenticate({ sql }: Pick<Kit, 'sql'>, auth: Auth): Authenticate {
  const find = sql.prepare<{ id: string; name: string; role: Role }>('SELECT id, name, role FROM Agent WHERE id = ? AND disabled = 0')
  return async (headers) => {
    const key = /^Bearer (sb_[\w-]+)$/.exec(headers.get('authorization') ?? '')?.[1]
    if (key !== undefined) {
      const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } })
      return (valid && found && find.get(found.referenceId)) || null
    }
    const session = await auth.api.getSession({ headers })
    return (session && find.get(session.user.id)) ?? null
  }
}
