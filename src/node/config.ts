import { z } from 'zod'

/** What the environment says. Times, sizes and addresses are checked before anything starts. */
export interface Config {
  port: number
  host: string
  dataDir: string
  publicUrl: string | undefined
  secret: string | undefined
  owner: { email: string; password: string } | undefined
  relay: { url: string; secret?: string } | undefined
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}

/** The configuration cannot be used; `message` says what to change, line by line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).transform((url) => url.replace(/\/+$/, ''))

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65_535, 'must be a port number')
    .default(8787),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'must not be empty').default('./data'),
  PUBLIC_URL: address.optional(),
  SWITCHBOARD_SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  OWNER_PASSWORD: z.string().min(10, 'must have 10 characters at least').max(128).optional(),
  EGRESS_RELAY: address.optional(),
  EGRESS_RELAY_SECRET: z.string().min(1, 'must not be empty').optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' }).default('info'),
})

/** Reads the environment. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const unknown = Object.keys(given).filter((name) => name.startsWith('SWITCHBOARD_') && name !== 'SWITCHBOARD_SECRET')
  const result = schema.safeParse(given)
  const wrong = [
    ...unknown.map((name) => `${name} is not a setting of Switchboard.`),
    ...(result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`)),
  ]
  const values = result.data
  if (values && (values.OWNER_EMAIL === undefined) !== (values.OWNER_PASSWORD === undefined))
    wrong.push('OWNER_EMAIL and OWNER_PASSWORD go together.')
  if (values?.EGRESS_RELAY_SECRET !== undefined && values.EGRESS_RELAY === undefined) wrong.push('EGRESS_RELAY_SECRET needs EGRESS_RELAY.')
  if (!values || wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.DATA_DIR,
    publicUrl: values.PUBLIC_URL,
    secret: values.SWITCHBOARD_SECRET,
    owner:
      values.OWNER_EMAIL !== undefined && values.OWNER_PASSWORD !== undefined
        ? { email: values.OWNER_EMAIL, password: values.OWNER_PASSWORD }
        : undefined,
    relay:
      values.EGRESS_RELAY === undefined
        ? undefined
        : { url: values.EGRESS_RELAY, ...(values.EGRESS_RELAY_SECRET === undefined ? {} : { secret: values.EGRESS_RELAY_SECRET }) },
    logLevel: values.LOG_LEVEL,
  }
}
