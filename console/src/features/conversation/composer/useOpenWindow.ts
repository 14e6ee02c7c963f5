import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '../../../entities/keys.ts'
import { queries } from '../../../entities/queries.ts'
import type { Conversation } from '../../../api/types.ts'
import { useTicking } from '../../../lib/ticking.ts'

/** How often the server is asked about a window that is over by our clock and not by its own, in ms. */
const ASK_AGAIN = 10_000
/** How often it is asked how many messages are left, in ms: some of them lapse earlier than the window as a whole. */
const COUNT_AGAIN = 15_000

/**
 * Whether the platform lets us write now. Nobody tells when a window runs out: our clock closes it, and the server is asked
 * how things stand, whose word counts.
 */
export function useOpenWindow({ id, window, canWrite }: Conversation): boolean {
  const client = useQueryClient()
  const { dataUpdatedAt } = useQuery({ ...queries.conversation(id), refetchInterval: window?.left ? COUNT_AGAIN : false })
  const until = window ? Date.parse(window.expiresAt) : Infinity
  const over = useTicking((now) => now >= until)
  useEffect(() => {
    if (!over || !canWrite) return
    const ask = (): void => void client.invalidateQueries({ queryKey: keys.conversation(id), exact: true })
    ask()
    const timer = setInterval(ask, ASK_AGAIN)
    return () => clearInterval(timer)
  }, [client, id, over, canWrite])
  return canWrite && !(over && dataUpdatedAt < until)
}
