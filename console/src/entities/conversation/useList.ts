import { infiniteQueryOptions, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { keyOf } from '../../../../src/model/view.ts'
import type { ListFilter } from '../keys.ts'
import { definitionOf, keys } from '../keys.ts'
import { queries } from '../queries.ts'
import { conversations } from './api.ts'
import { isFresh } from './watching.ts'

const MINUTE = 60_000

function listQuery(filter: ListFilter, me: string) {
  const definition = definitionOf(filter)
  const key = keyOf(definition, me)
  const narrowed = key !== keyOf({ view: filter.view }, me)
  return infiniteQueryOptions({
    queryKey: keys.list(filter),
    queryFn: async ({ pageParam }) => {
      const page = await conversations.list(filter, key, pageParam)
      return isFresh(key, page.seq) ? page : conversations.list(filter, key, pageParam)
    },
    initialPageParam: undefined as string | undefined,
    structuralSharing: false,
    getNextPageParam: (page) => page.next,
    staleTime: filter.q ? MINUTE / 2 : Infinity,
    ...(narrowed && { refetchOnMount: 'always' as const }),
    ...(definition.closing !== undefined && { refetchInterval: MINUTE }),
  })
}

/**
 * A list of conversations. The live feed keeps it true: a view always, a narrowed one while it is shown. What is searched for, and
 * what changes by time alone, is read again. `steady`: what was shown stays until the next list is there; not `enabled`: nothing is asked.
 */
export function useList(filter: ListFilter, { steady = false, enabled = true } = {}) {
  const { data: me } = useSuspenseQuery(queries.me)
  return useInfiniteQuery({ ...listQuery(filter, me.id), enabled, placeholderData: (previous) => (steady ? previous : undefined) })
}
