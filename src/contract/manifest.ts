import type { z } from 'zod'
import type { SurfaceKind } from '../model/events.ts'
import type { Surface } from '../model/surface.ts'

/** A text in every language of the console. */
export interface Label {
  en: string
  zh: string
}

/** One thing that the admin enters or is shown when setting a channel up. */
export interface Field {
  /** A key of the credentials (`secret`, `text`, `choice`), or any name (`shown`). */
  name: string
  kind: 'secret' | 'text' | 'choice' | 'hook-url' | 'egress' | 'qr'
  label: Label
  help?: Label
  choices?: { value: string; label: Label }[]
  optional?: boolean
}

/** Something about a channel that an admin may choose, besides what every channel has. A switch that was never touched is off. */
export interface SettingField {
  /** The key in `settings`. */
  name: string
  kind: 'switch' | 'text'
  label: Label
  help?: Label
}

/** What a channel is and may do: data only. Console, docs, lab and tests read it. */
export interface Manifest<C = unknown> {
  kind: string
  label: Label
  /** `node`: needs long-lived connections and does not run at the edge. */
  runtime: 'edge' | 'node'
  official: boolean
  /** The platform's page for admins. */
  docs: string
  cost?: Label
  credentials: z.ZodType<C>
  fields: Field[]
  settings?: SettingField[]
  surfaces: Partial<Record<SurfaceKind, Surface>>
  /** Customers read the thread from us (web chat): there is no platform to deliver to. */
  hosted?: true
  /** Largest webhook body in bytes; default 1 MiB. */
  maxBody?: number
}
