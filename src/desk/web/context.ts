import type { Acting, Caller } from './roles.ts'

/** What every handler below `/api` is given. */
export interface ApiEnv {
  Variables: { agent: Acting; caller: Caller }
}
