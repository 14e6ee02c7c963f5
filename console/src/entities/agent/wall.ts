import { queryOptions, useQuery } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api, body } from '../../api/client.ts'
import { keys } from '../keys.ts'
import { useRereading } from '../rereading.ts'

export type LiveQueue = InferResponseType<typeof api.queues.live.$get, 200>['items'][number]
export type LiveAgent = LiveQueue['agents'][number]

/** Time alone changes it too: so often it is read where nothing happens, in ms. */
const AT_LEAST = 60_000
/** What changes it, by how the log calls it. */
const MOVES = /^(conversation|offer|agent|queue|promise|surge)\./

const live = queryOptions({
  queryKey: keys.wall,
  queryFn: async () => (await body(api.queues.live.$get())).items,
  refetchInterval: AT_LEAST,
})

/** How the queues do at this moment, kept true while it is shown. */
export function useWall() {
  useRereading(keys.wall, ({ type }) => MOVES.test(type))
  return useQuery(live)
}
