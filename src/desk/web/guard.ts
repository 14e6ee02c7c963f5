import type { Context, MiddlewareHandler } from 'hono'
import { DeskError, forbidden } from '../errors.ts'
import { type Caller, atLeast } from './roles.ts'
import { type Pass, whoMay } from './route.ts'

/** Who finds out who somebody is. Each throws for anybody else; for whom there is none, nobody gets in. */
export interface Keepers {
  anyone?(c: Context): Promise<void> | void
  gateway?(c: Context): Promise<void>
  visitor?(c: Context, pass: Pass): Promise<void>
  agent?(c: Context): Promise<Caller>
  /** Nothing answers to this address. */
  nobody(c: Context): Promise<never>
}

/** Stands before all routes and lets in whom their declarations name. What an agent may is decided here and nowhere else. */
export function guard(keepers: Keepers): MiddlewareHandler {
  return async (c, next) => {
    const who = whoMay(c)
    if (who === undefined) return keepers.nobody(c)
    if (who === 'anyone') await keepers.anyone?.(c)
    else if (who === 'gateway') await known(keepers.gateway)(c)
    else if ('visitor' in who) await known(keepers.visitor)(c, who.visitor)
    else {
      const { agent, scopes } = await known(keepers.agent)(c)
      if (!atLeast(agent.role, who.role)) throw forbidden()
      if (scopes !== null && !scopes.some((scope) => scope === who.scope))
        throw new DeskError('forbidden', 403, 'This API key is not for that.', { scope: who.scope })
    }
    return next()
  }
}

function known<T>(keeper: T | undefined): T {
  if (keeper === undefined) throw forbidden()
  return keeper
}
