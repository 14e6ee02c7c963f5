import type { Limits } from '../options.ts'
import type { Account, World } from '../world.ts'
import type { Caller } from './auth.ts'
import type { Input } from './input.ts'
import { unauthorized, type Authentication } from './problems.ts'

/** A call whose caller is known and allowed. */
export interface Ask {
  world: World
  caller: Caller
  input: Input
  /** Parts of the path by name. */
  part: (name: string) => string
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `:name` is one part of the path. */
  path: string
  auth: readonly Authentication[]
  /** Scopes an OAuth 2.0 user token needs. */
  scopes?: readonly string[]
  /** Absent where the table of rates has no line. */
  rate?: keyof Limits
  run: (ask: Ask) => Response | Promise<Response>
}

/** The parts of a path that fits, or undefined. */
export function match(route: Route, method: string, pathname: string): Map<string, string> | undefined {
  const wanted = route.path.split('/')
  const given = pathname.split('/')
  if (route.method !== method || wanted.length !== given.length) return undefined
  if (!wanted.every((part, index) => part.startsWith(':') || part === given[index])) return undefined
  return new Map(wanted.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[index] ?? '')]] : [])))
}

/** The last fixed part of a path: the name the journal and the faults know a call by. */
export const nameOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => !part.startsWith(':'))
    .at(-1) ?? ''

/** The user on whose behalf an app calls. */
export function userOf({ caller }: Ask): Account {
  if (caller.account === undefined) throw unauthorized()
  return caller.account
}

export const ok = (data: unknown, more: Record<string, unknown> = {}): Response => Response.json({ data, ...more })
export const created = (data: unknown): Response => Response.json({ data }, { status: 201 })

/** The fields given by default, and those that were asked for in the query. */
export function fields(object: Record<string, unknown>, usual: readonly string[], asked = ''): Record<string, unknown> {
  const wanted = new Set([...usual, ...asked.split(',')])
  return Object.fromEntries(Object.entries(object).filter(([name]) => wanted.has(name)))
}
