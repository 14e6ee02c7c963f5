import type { QueryKey } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { LiveEntry } from '../api/reader.ts'
import { onEntry, onReturn } from './live.ts'

/** However much happens, it is read no more often, in ms. */
const AT_MOST = 2000

/** Reads again, while the component lives, what the feed tells of without telling it: after what `changes` it, and when the connection is back. */
export function useRereading(queryKey: QueryKey, changes: (entry: LiveEntry) => boolean): void {
  const client = useQueryClient()
  const latest = useRef({ queryKey, changes })
  latest.current = { queryKey, changes }
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: latest.current.queryKey })
      }, AT_MOST)
    }
    const ends = [onEntry((entry) => latest.current.changes(entry) && read()), onReturn(read)]
    return () => {
      clearTimeout(timer)
      for (const end of ends) end()
    }
  }, [client])
}
