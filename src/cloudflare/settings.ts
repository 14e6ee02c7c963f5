import { z } from 'zod'
import { type SharedSettings, complaints, contradictions, sharedOf, sharedSettings } from '../hub/settings.ts'

const schema = z.object(sharedSettings)

/** What the admin sets, in wrangler.toml or as secrets (`wrangler secret put SWITCHBOARD_SECRET`). */
export type RawSettings = { [name in keyof typeof sharedSettings]?: string }

/** The settings, checked. */
export interface Settings extends SharedSettings {
  secret: string
  publicUrl: string
}

/** The settings cannot be used; `message` says what to change. It names settings, never their values. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** Throws `SettingsError`. */
export function readSettings(env: RawSettings): Settings {
  const names = Object.keys(sharedSettings) as (keyof RawSettings)[]
  const given = Object.fromEntries(names.map((name) => [name, env[name] || undefined]))
  const { data, error } = schema.safeParse(given)
  const wrong = [...complaints(error), ...(data ? contradictions(data) : [])]
  if (!data || wrong.length > 0) throw new SettingsError(wrong.join('\n'))
  return { ...sharedOf(data), secret: data.SWITCHBOARD_SECRET, publicUrl: data.PUBLIC_URL }
}
