import { forbidden } from '../errors.ts'

/** Each role may do what those before it may. */
export const ROLES = ['agent', 'supervisor', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]

export const PRESENCES = ['available', 'busy', 'away'] as const
export type Presence = (typeof PRESENCES)[number]

/** The agent behind a request. */
export interface Acting {
  id: string
  name: string
  role: Role
}

export const atLeast = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed)

/** Throws `forbidden` below the needed role. The first line of every command that not everybody may give. */
export function demand(agent: Pick<Acting, 'role'>, needed: Role): void {
  if (!atLeast(agent.role, needed)) throw forbidden()
}
