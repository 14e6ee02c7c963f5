import type { Delivery } from '../ports/buffer.ts'
import type { DeskObject } from './desk-object.ts'
import type { RawSettings } from './settings.ts'

/** What wrangler.toml binds and the admin sets. */
export interface Env extends RawSettings {
  DESK: DurableObjectNamespace<DeskObject>
  FILES: R2Bucket
  SURGE: Queue<Delivery>
  ASSETS: Fetcher
}
