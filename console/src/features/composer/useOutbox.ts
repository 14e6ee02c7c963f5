import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { messages } from '../../api/messages.ts'
import { queries } from '../../api/queries.ts'
import type { Message } from '../../api/types.ts'
import { useStore } from '../../lib/store.ts'
import { onReturn } from '../../live/live.ts'
import { patcherOf } from '../../live/patch.ts'
import type { Outbox, Pending } from './outbox.ts'
import { asMessage, createOutbox } from './outbox.ts'

const outboxes = new WeakMap<QueryClient, Map<string, Outbox>>()

function outboxOf(client: QueryClient, agentId: string): Outbox {
  const byAgent = outboxes.get(client) ?? new Map<string, Outbox>()
  outboxes.set(client, byAgent)
  const known = byAgent.get(agentId)
  if (known) return known
  const made = createOutbox({
    keep: localStorage,
    agentId,
    deliver: ({ conversationId, direction, ...draft }) =>
      direction === 'note' ? messages.note(conversationId, draft) : messages.send(conversationId, draft),
    onDelivered: patcherOf(client).answeredMessage,
  })
  byAgent.set(agentId, made)
  return made
}

/** The outbox of who is signed in. */
export function useOutbox(): Outbox {
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  return outboxOf(client, me.id)
}

const RETRY_EVERY = 10_000

/** For as long as the component lives, what had no answer is tried again: when the connection is back, and now and then. */
export function useOutboxRetries(): void {
  const outbox = useOutbox()
  useEffect(() => {
    const timer = setInterval(outbox.retryPassing, RETRY_EVERY)
    const unsubscribe = onReturn(outbox.retryPassing)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }, [outbox])
}

/** What is on its way in one conversation. */
export function usePending(conversationId: string): { message: Message; pending: Pending }[] {
  const { data: me } = useSuspenseQuery(queries.me)
  const all = useStore(useOutbox().pending, (value) => value)
  return useMemo(
    () =>
      all
        .filter((one) => one.conversationId === conversationId)
        .map((pending) => ({ pending, message: asMessage(pending, { id: me.id, name: me.name }) })),
    [all, conversationId, me.id, me.name],
  )
}
