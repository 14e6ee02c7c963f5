import { z } from 'zod'
import { type SharedSettings, complaints, contradictions, sharedOf, sharedSettings } from '../hub/settings.ts'

/** What the environment says. Times, sizes and addresses are checked before anything starts. */
export interface Config extends SharedSettings {
  port: number
  host: string
  dataDir: string
  publicUrl: string | undefined
  secret: string | undefined
}

/** The configuration cannot be used; `message` says what to change, line by line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const port = 'must be a port number'
const schema = z.object({
  ...sharedSettings,
  PORT: z.coerce.number({ error: port }).int(port).min(0, port).max(65_535, port).default(8787),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  DATA_DIR: z.string().min(1, 'must not be empty').default('./data'),
  PUBLIC_URL: sharedSettings.PUBLIC_URL.optional(),
  SWITCHBOARD_SECRET: sharedSettings.SWITCHBOARD_SECRET.optional(),
})

/** Reads the environment. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const unknown = Object.keys(given).filter((name) => name.startsWith('SWITCHBOARD_') && name !== 'SWITCHBOARD_SECRET')
  const { data, error } = schema.safeParse(given)
  const wrong = [
    ...unknown.map((name) => `${name} is not a setting of Switchboard.`),
    ...complaints(error),
    ...(data ? contradictions(data) : []),
  ]
  if (!data || wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, SWITCHBOARD_SECRET } = data
  return { ...sharedOf(data), port: PORT, host: HOST, dataDir: DATA_DIR, publicUrl: PUBLIC_URL, secret: SWITCHBOARD_SECRET }
}
