import { z } from 'zod'
import type { OAuth1Keys } from './oauth1.ts'

const key = z
  .string()
  .trim()
  .regex(/^[\x21-\x7E]{5,512}$/)

const EITHER =
  'Enter either the access token and its secret (OAuth 1.0a), or the client ID and the refresh token (OAuth 2.0) – one of them, not both.'

/**
 * The key and secret of the app are needed with either way of signing in: webhooks are signed with the secret, and both get
 * the token that manages them. Who the account is says OAuth 1.0a (tokens that last) or OAuth 2.0 (a token that rotates).
 */
export const credentials = z
  .strictObject({
    apiKey: key,
    apiSecret: key,
    accessToken: key.optional(),
    accessSecret: key.optional(),
    clientId: key.optional(),
    /** Only confidential apps have one. */
    clientSecret: key.optional(),
    refreshToken: key.optional(),
  })
  .superRefine((given, context) => {
    const complain = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message })
    const one = given.accessToken !== undefined || given.accessSecret !== undefined
    const two = given.clientId !== undefined || given.clientSecret !== undefined || given.refreshToken !== undefined
    if (one === two) return complain(one ? 'refreshToken' : 'accessToken', EITHER)
    if (one && given.accessToken === undefined) complain('accessToken', 'The access token is missing; its secret alone is not enough.')
    if (one && given.accessSecret === undefined) complain('accessSecret', 'The secret of the access token is missing.')
    if (two && given.clientId === undefined) complain('clientId', 'OAuth 2.0 needs the client ID of the app.')
    if (two && given.refreshToken === undefined) complain('refreshToken', 'OAuth 2.0 needs a refresh token (scope offline.access).')
  })
export type Credentials = z.infer<typeof credentials>

export interface OAuth2 {
  clientId: string
  clientSecret: string | undefined
  refreshToken: string
}

/** How the account signs in: the schema has seen to it that one of the two is whole. */
export type SignIn = ({ by: 'oauth1' } & OAuth1Keys) | ({ by: 'oauth2' } & OAuth2)

export function signInOf({ apiKey, apiSecret, accessToken, accessSecret, clientId, clientSecret, refreshToken }: Credentials): SignIn {
  if (accessToken && accessSecret) return { by: 'oauth1', apiKey, apiSecret, accessToken, accessSecret }
  return { by: 'oauth2', clientId: clientId ?? '', clientSecret, refreshToken: refreshToken ?? '' }
}
