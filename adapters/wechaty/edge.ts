import type { Adapter } from '../../src/contract/adapter.ts'
import { notConnected } from './faults.ts'
import { type Credentials, manifest } from './manifest.ts'
import { createSetup } from './setup.ts'

/** The same channel for a hub that cannot hold a connection open: a gateway process does, and sends. */
export const wechaty: Adapter<Credentials> = {
  manifest,
  setup: createSetup(),
  send: () => Promise.reject(notConnected()),
}
