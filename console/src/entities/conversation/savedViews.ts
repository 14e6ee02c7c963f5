import type { InferRequestType, InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'

export type SavedView = InferResponseType<typeof api.views.$get, 200>['items'][number]

/** Lists that have a name: everybody's, and one's own. */
export const savedViews = {
  list: async (): Promise<SavedView[]> => (await body(api.views.$get())).items,
  add: (json: InferRequestType<typeof api.views.$post>['json']): Promise<SavedView> => body(api.views.$post({ json })),
  remove: async (id: string): Promise<void> => void (await api.views[':id'].$delete({ param: { id } })),
}
