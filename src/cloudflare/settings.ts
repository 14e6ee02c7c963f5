import { z } from 'zod'

/** What the admin sets, in wrangler.toml or as secrets. */
export interface RawSettings {
  /** Seals credentials and signs cookies: `wrangler secret put SWITCHBOARD_SECRET`. */
  SWITCHBOARD_SECRET?: string
  PUBLIC_URL?: string
  OWNER_EMAIL?: string
  OWNER_PASSWORD?: string
  EGRESS_RELAY?: string
  EGRESS_RELAY_SECRET?: string
  LOG_LEVEL?: string
}

/** The settings, checked. */
export interface Settings {
  secret: string
  publicUrl: string
  owner: { email: string; password: string } | undefined
  relay: { url: string; secret?: string } | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/** The settings cannot be used; `message` says what to change. It names settings, never their values. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).transform((url) => url.replace(/\/+$/, ''))
const set = z.string({ error: 'is not set' })

const schema = z.object({
  SWITCHBOARD_SECRET: set.min(32, 'must have 32 characters at least'),
  PUBLIC_URL: set.pipe(address),
  OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  OWNER_PASSWORD: z.string().min(10, 'must have 10 characters at least').max(128).optional(),
  EGRESS_RELAY: address.optional(),
  EGRESS_RELAY_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' }).default('info'),
})

/** Throws `SettingsError`. */
export function readSettings(env: RawSettings): Settings {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, env[name as keyof RawSettings] || undefined]))
  const { data, error } = schema.safeParse(given)
  if (!data) throw new SettingsError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'))
  const { OWNER_EMAIL: email, OWNER_PASSWORD: password, EGRESS_RELAY: relay, EGRESS_RELAY_SECRET: relaySecret } = data
  return {
    secret: data.SWITCHBOARD_SECRET,
    publicUrl: data.PUBLIC_URL,
    owner: email !== undefined && password !== undefined ? { email, password } : undefined,
    relay: relay === undefined ? undefined : { url: relay, ...(relaySecret !== undefined && { secret: relaySecret }) },
    logLevel: data.LOG_LEVEL,
  }
}
