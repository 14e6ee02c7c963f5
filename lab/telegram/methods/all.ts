import * as account from './account.ts'
import * as change from './change.ts'
import type { Method } from './common.ts'
import * as interact from './interact.ts'
import * as lookup from './lookup.ts'
import * as send from './send.ts'
import * as updates from './updates.ts'

const named: Record<string, Method> = { ...account, ...updates, ...send, ...change, ...interact, ...lookup }

/** Every method the lab knows, by its name in small letters; names are compared without regard to case. */
export const methods: ReadonlyMap<string, { name: string; run: Method }> = new Map(
  Object.entries(named).map(([name, run]) => [name.toLowerCase(), { name, run }]),
)
