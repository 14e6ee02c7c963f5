/** Each role may do what those before it may. */
export const ROLES = ['agent', 'supervisor', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]

/**
 * What an API key may be for. `read`: see what its agent sees, and follow the live feed. `answer`: write to customers and
 * handle conversations and contacts. `manage`: the team and the rules of the house. `channel`: connect and look after channels.
 * None of them includes another.
 */
export const SCOPES = ['read', 'answer', 'manage', 'channel'] as const
export type Scope = (typeof SCOPES)[number]

export const PRESENCES = ['available', 'busy', 'away'] as const
export type Presence = (typeof PRESENCES)[number]

/** The agent behind a request. */
export interface Acting {
  id: string
  name: string
  role: Role
}

/** What somebody shows to be who they are: a browser's session, or an API key. The id is that of its row. */
export interface Proof {
  kind: 'session' | 'key'
  id: string
}

/** Who makes a request, by what, and what for. */
export interface Caller {
  agent: Acting
  proof: Proof
  /** Null: all that the agent may – a session, or a key that was made without scopes. */
  scopes: readonly Scope[] | null
}

export const atLeast = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed)
