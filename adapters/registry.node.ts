import type { Adapter } from '../src/contract/adapter.ts'
import { registry as edge } from './registry.ts'
import { wechaty } from './wechaty/index.ts'

/** Every kind of channel, with those that hold a connection open and so run on Node only. */
export const registry = { ...edge, wechaty } as const satisfies Record<string, Adapter>
