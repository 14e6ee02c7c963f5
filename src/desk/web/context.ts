import type { Acting } from './roles.ts'

/** What every handler below `/api` is given. */
export interface ApiEnv {
  Variables: { agent: Acting }
}
