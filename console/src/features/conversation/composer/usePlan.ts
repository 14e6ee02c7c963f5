import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { messages } from '../../../entities/message/api.ts'
import type { Content, Plan, Refusal } from '../../../api/types.ts'
import { useDebounced } from '../../../lib/useDebounced.ts'

/** What would be sent if it were sent now; asked when the writing pauses. Null: nothing to say. */
export function usePlan(
  conversationId: string,
  content: Content,
  enabled: boolean,
): { plan?: Plan | undefined; refusal?: Refusal | undefined } | null {
  const settled = useDebounced(JSON.stringify(content), 450)
  const worth = enabled && content.length > 0 && settled !== '[]'
  const { data } = useQuery({
    queryKey: ['plan', conversationId, settled],
    queryFn: () => messages.plan(conversationId, JSON.parse(settled) as Content),
    enabled: worth,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  })
  return worth ? (data ?? null) : null
}
