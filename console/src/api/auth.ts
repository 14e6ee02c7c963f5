import { send } from './client.ts'

const post = (path: string, data: object): Promise<Response> =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) })

export interface ApiKey {
  id: string
  name: string | null
  /** Its first characters, to tell it from others. */
  start: string | null
  createdAt: string
}

/** better-auth's own routes, which are not part of the typed client. */
export const auth = {
  signIn: (email: string, password: string) => post('/api/auth/sign-in/email', { email, password }),
  signOut: () => post('/api/auth/sign-out', {}),
  async apiKeys(): Promise<ApiKey[]> {
    const answer: unknown = await (await send('/api/auth/api-key/list')).json()
    return (Array.isArray(answer) ? answer : (answer as { apiKeys: ApiKey[] }).apiKeys) as ApiKey[]
  },
  /** The key itself is in this answer and never again. */
  createApiKey: async (name: string): Promise<ApiKey & { key: string }> => (await post('/api/auth/api-key/create', { name })).json(),
  deleteApiKey: (keyId: string) => post('/api/auth/api-key/delete', { keyId }),
}
