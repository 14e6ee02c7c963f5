import { siteOf } from './accounts.ts'
import { perform } from './api.ts'
import type { Values } from './parts/Fields.tsx'
import { refresh, update } from './store.ts'

/** Makes an account and keeps its credentials for the panel of accounts. Returns its id. */
export async function makeAccount(kind: string, values: Values): Promise<string> {
  const answer = (await perform(kind, 'newAccount', values)) as Record<string, unknown>
  const known = Object.entries({ ...values, ...answer }).map(([name, value]) => [name, String(value)] as const)
  const credentials = Object.fromEntries(known)
  const account = credentials[siteOf(kind).id] ?? ''
  update(({ made }) => ({ made: { ...made, [`${kind} ${account}`]: credentials } }))
  await refresh()
  return account
}
