import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { keys } from '../../../entities/keys.ts'
import { messages } from '../../../entities/message/api.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'
import { withOlder } from '../../../entities/message/timeline.ts'

/** Loads the page before the oldest message; one at a time. After a failure the next scroll tries again. */
export function useOlder(conversationId: string): () => void {
  const client = useQueryClient()
  const loading = useRef(false)
  return useCallback(() => {
    const key = keys.timeline(conversationId)
    const first = client.getQueryData<Timeline>(key)?.items[0]
    if (loading.current || !first) return
    loading.current = true
    messages
      .list(conversationId, first.seq)
      .then((page) => client.setQueryData<Timeline>(key, (old) => old && withOlder(old, page)))
      .catch(() => {})
      .finally(() => {
        loading.current = false
      })
  }, [client, conversationId])
}
