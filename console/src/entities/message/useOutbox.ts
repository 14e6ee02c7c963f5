import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { createStorage } from '../../../../browser/storage.ts'
import { messages } from './api.ts'
import { queries } from '../queries.ts'
import type { Message } from '../../api/types.ts'
import { useStore } from '../../lib/store.ts'
import { onReturn } from '../live.ts'
import { patcherOf } from '../patch.ts'
import type { AgentOutbox, Pending } from './pending.ts'
import { asMessage, createAgentOutbox } from './pending.ts'

const outboxes = new WeakMap<QueryClient, Map<string, AgentOutbox>>()

function outboxOf(client: QueryClient, agentId: string): AgentOutbox {
  const byAgent = outboxes.get(client) ?? new Map<string, AgentOutbox>()
  outboxes.set(client, byAgent)
  const known = byAgent.get(agentId)
  if (known) return known
  const made = createAgentOutbox({
    storage: createStorage('switchboard.'),
    agentId,
    deliver: ({ conversationId, direction, ...draft }) =>
      direction === 'note' ? messages.note(conversationId, draft) : messages.send(conversationId, draft),
    onDelivered: patcherOf(client).answeredMessage,
  })
  byAgent.set(agentId, made)
  return made
}

/** The outbox of who is signed in. */
export function useOutbox(): AgentOutbox {
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  return outboxOf(client, me.id)
}

const RETRY_EVERY = 10_000

/**
 * For as long as the component lives, what had no answer is tried again, when the connection is back and now and then;
 * what other tabs keep and send is followed.
 */
export function useOutboxRetries(): void {
  const outbox = useOutbox()
  useEffect(() => {
    const timer = setInterval(outbox.retryPassing, RETRY_EVERY)
    const unsubscribe = onReturn(outbox.retryPassing)
    addEventListener('storage', outbox.reload)
    return () => {
      removeEventListener('storage', outbox.reload)
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
