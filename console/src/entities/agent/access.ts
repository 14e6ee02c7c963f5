import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'

export type ApiKey = InferResponseType<typeof api.keys.$get, 200>['items'][number]
export type NewApiKey = InferRequestType<typeof api.keys.$post>['json']
export type Scope = NewApiKey['scopes'][number]
export type HouseRules = InferResponseType<typeof api.rights.$get, 200>

export const SCOPES = ['read', 'answer', 'manage', 'channel'] as const satisfies readonly Scope[]

/** What programs may do, and what agents may that an admin can withhold. */
export const access = {
  keys: async (): Promise<ApiKey[]> => (await body(api.keys.$get())).items,
  /** The key itself is in this answer and never again. */
  createKey: (key: NewApiKey): Promise<ApiKey & { key: string }> => body(api.keys.$post({ json: key })),
  deleteKey: async (id: string): Promise<void> => void (await api.keys[':id'].$delete({ param: { id } })),
  rules: (): Promise<HouseRules> => body(api.rights.$get()),
  changeRules: (json: InferRequestType<typeof api.rights.$patch>['json']): Promise<HouseRules> => body(api.rights.$patch({ json })),
}
