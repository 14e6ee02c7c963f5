import type { InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import type { Page } from '../../api/types.ts'

const one = api['set-aside'][':id']

/** An event that a platform sent and that could not be taken in. */
export type SetAside = InferResponseType<(typeof api)['set-aside']['$get'], 200>['items'][number]

export const setAside = {
  /** Newest first. */
  list: (cursor?: string): Promise<Page<SetAside>> => body(api['set-aside'].$get({ query: { ...(cursor !== undefined && { cursor }) } })),
  replay: async (id: string): Promise<void> => void (await one.replay.$post({ param: { id } })),
  discard: async (id: string): Promise<void> => void (await one.$delete({ param: { id } })),
}
