import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { useEffect } from 'react'
import { api, body } from '../../api/client.ts'
import { keys } from '../keys.ts'
import { onEntry, onReturn } from '../live.ts'

export type LiveQueue = InferResponseType<typeof api.queues.live.$get, 200>['items'][number]
export type LiveAgent = LiveQueue['agents'][number]

/** However much happens, it is read no more often, in ms. */
const AT_MOST = 2000
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
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: keys.wall })
      }, AT_MOST)
    }
    const ends = [onEntry(({ type }) => MOVES.test(type) && read()), onReturn(read)]
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [client])
  return useQuery(live)
}
