import { z } from 'zod'
import { networks } from '../runtime/addresses.ts'

/** What an admin sets, on both runtimes. Times, sizes and addresses are checked before anything starts. */
const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).transform((url) => url.replace(/\/+$/, ''))
const LEVELS = ['debug', 'info', 'warn', 'error'] as const

export const sharedSettings = {
  SWITCHBOARD_SECRET: z.string({ error: 'is not set' }).min(32, 'must have 32 characters at least'),
  PUBLIC_URL: z.string({ error: 'is not set' }).pipe(address),
  OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  OWNER_PASSWORD: z.string().min(10, 'must have 10 characters at least').max(128).optional(),
  EGRESS_RELAY: address.optional(),
  EGRESS_RELAY_SECRET: z.string().min(1, 'must not be empty').optional(),
  EGRESS_ALLOW: networks,
  LOG_LEVEL: z.enum(LEVELS, { error: 'must be debug, info, warn or error' }).default('info'),
}

export interface SharedSettings {
  owner: { email: string; password: string } | undefined
  relay: { url: string; secret?: string } | undefined
  /** Networks that may be called although they are not public. */
  allow: readonly string[]
  logLevel: (typeof LEVELS)[number]
}

interface Values {
  OWNER_EMAIL?: string | undefined
  OWNER_PASSWORD?: string | undefined
  EGRESS_RELAY?: string | undefined
  EGRESS_RELAY_SECRET?: string | undefined
  EGRESS_ALLOW: readonly string[]
  LOG_LEVEL: SharedSettings['logLevel']
}

export function sharedOf({ OWNER_EMAIL: email, OWNER_PASSWORD: password, ...values }: Values): SharedSettings {
  const { EGRESS_RELAY: url, EGRESS_RELAY_SECRET: secret, EGRESS_ALLOW: allow, LOG_LEVEL: logLevel } = values
  return {
    owner: email !== undefined && password !== undefined ? { email, password } : undefined,
    relay: url === undefined ? undefined : { url, ...(secret !== undefined && { secret }) },
    allow,
    logLevel,
  }
}

/** What settings say together that each alone does not. */
export function contradictions({ OWNER_EMAIL, OWNER_PASSWORD, EGRESS_RELAY, EGRESS_RELAY_SECRET }: Partial<Values>): string[] {
  return [
    ...((OWNER_EMAIL === undefined) !== (OWNER_PASSWORD === undefined) ? ['OWNER_EMAIL and OWNER_PASSWORD go together.'] : []),
    ...(EGRESS_RELAY_SECRET !== undefined && EGRESS_RELAY === undefined ? ['EGRESS_RELAY_SECRET needs EGRESS_RELAY.'] : []),
  ]
}

/** The complaints of a schema, a line each. They name settings, never their values. */
export const complaints = (error: z.ZodError | undefined): string[] =>
  error?.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) ?? []
