import { useSuspenseQuery } from '@tanstack/react-query'
import { type Definition, keyOf } from '../../../../src/model/view.ts'
import { createStore, useStore } from '../../lib/store.ts'
import { queries } from '../queries.ts'

/** How many are in a list, as the desk counts them. */
export interface Count {
  n: number
  /** There are more than these. */
  more?: true
  /** Of one's own list: how many have something unread. */
  unread?: number
}

const counts = createStore<Readonly<Record<string, Count>>>({})

/** The desk tells what has changed. */
export const noteCounts = (data: Record<string, unknown>): void => counts.set({ ...counts.get(), ...(data as Record<string, Count>) })

/** Undefined until the desk has told, and where nobody counts. */
export function useCount(definition: Definition): Count | undefined {
  const { data: me } = useSuspenseQuery(queries.me)
  return useStore(counts, (all) => all[keyOf(definition, me.id)])
}
