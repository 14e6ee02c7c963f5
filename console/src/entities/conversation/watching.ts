import type { QueryClient } from '@tanstack/react-query'
import { keyOf } from '../../../../src/model/view.ts'
import type { Agent } from '../../api/types.ts'
import type { ListFilter } from '../keys.ts'
import { definitionOf, keys } from '../keys.ts'
import type { ConversationList } from './lists.ts'

/** So many narrowed lists are watched at a time; views need no watching. */
const MOST = 8

/** By key: from which number of the log on the desk tells who stands where in this list. Of this connection. */
const since = new Map<string, number>()

/** Whether the desk tells of all that happened after this was read. */
export const isFresh = (key: string, seq: number): boolean => seq >= (since.get(key) ?? 0)

export interface Watching {
  /** A new connection: nothing is told on it until it has been asked for. */
  begin(send: (text: string) => void): void
  /** The desk says what it tells of now. */
  confirmed(data: Record<string, unknown>): void
  stop(): void
}

/** Tells the desk which narrowed lists are on the page, so that it says of each change what it means to them. */
export function watchLists(client: QueryClient): Watching {
  let send: ((text: string) => void) | undefined
  let said = ''

  function shown(): { key: string; queryKey: readonly unknown[] }[] {
    const me = client.getQueryData<Agent>(keys.me)?.id ?? ''
    const active = client.getQueryCache().findAll({ queryKey: keys.lists, type: 'active' })
    return active.flatMap(({ queryKey }) => {
      const filter = queryKey[1] as ListFilter
      const key = keyOf(definitionOf(filter), me)
      return filter.q || key === keyOf({ view: filter.view }, me) ? [] : [{ key, queryKey }]
    })
  }

  function say(): void {
    const text = JSON.stringify({ watch: [...new Set(shown().map(({ key }) => key))].slice(-MOST) })
    if (text !== said) send?.(text)
    said = text
  }

  const off = client.getQueryCache().subscribe(({ type, query }) => {
    if ((type === 'observerAdded' || type === 'observerRemoved') && query.queryKey[0] === keys.lists[0]) queueMicrotask(say)
  })

  return {
    begin(next) {
      since.clear()
      said = ''
      send = next
      say()
    },
    confirmed({ watch, seq }) {
      const told = new Set(watch as string[])
      for (const key of since.keys()) if (!told.has(key)) since.delete(key)
      const fresh = [...told].filter((key) => !since.has(key))
      for (const key of fresh) since.set(key, Number(seq))
      for (const { key, queryKey } of shown()) {
        const pages = client.getQueryData<ConversationList>(queryKey)?.pages ?? []
        if (fresh.includes(key) && pages.some((page) => !isFresh(key, page.seq))) void client.invalidateQueries({ queryKey, exact: true })
      }
    },
    stop: off,
  }
}
