import type { Draft } from '../../api/messages.ts'
import { asProblem, isPassing } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import type { Keep } from '../../lib/persisted.ts'
import { readKept, writeKept } from '../../lib/persisted.ts'
import type { Store } from '../../lib/store.ts'
import { createStore } from '../../lib/store.ts'

/** A message that the server does not have yet, as far as we know. */
export interface Pending extends Draft {
  conversationId: string
  direction: 'out' | 'note'
  /** When it was written, ISO 8601. */
  at: string
  /** Null while it is on its way. */
  failed: { code: string; passing: boolean } | null
}

/**
 * What was written and is not confirmed. A message stays here, also over a reload, until the server has it; it may be
 * tried any number of times, because its key makes it the same message.
 */
export interface Outbox {
  pending: Store<readonly Pending[]>
  send(pending: Omit<Pending, 'failed'>): Promise<void>
  retry(key: string): Promise<void>
  /** Tries everything again that failed for want of an answer. */
  retryPassing(): void
  discard(key: string): void
}

export interface OutboxOptions {
  keep: Keep
  /** Whose messages: agents who share a browser do not send each other's. */
  agentId: string
  deliver(pending: Pending): Promise<Message>
  onDelivered(message: Message): void
}

export function createOutbox({ keep, agentId, deliver, onDelivered }: OutboxOptions): Outbox {
  const name = `outbox.${agentId}`
  const kept = readKept(keep, name)
  const interrupted = { code: 'interrupted', passing: true }
  const pending = createStore<readonly Pending[]>(
    Array.isArray(kept) ? (kept as Pending[]).map((one) => ({ ...one, failed: interrupted })) : [],
  )

  function set(next: readonly Pending[]): void {
    pending.set(next)
    writeKept(keep, name, next.length === 0 ? null : next)
  }

  const find = (key: string): Pending | undefined => pending.get().find((one) => one.key === key)
  const change = (key: string, failed: Pending['failed']): void =>
    set(pending.get().map((one) => (one.key === key ? { ...one, failed } : one)))
  const remove = (key: string): void => set(pending.get().filter((one) => one.key !== key))

  async function attempt(key: string): Promise<void> {
    const one = find(key)
    if (!one) return
    try {
      const message = await deliver(one)
      onDelivered(message)
      remove(key)
    } catch (error) {
      const problem = asProblem(error)
      change(key, { code: problem.code, passing: isPassing(problem) })
    }
  }

  async function retry(key: string): Promise<void> {
    if (!find(key)?.failed) return
    change(key, null)
    await attempt(key)
  }

  return {
    pending,
    async send(message) {
      set([...pending.get(), { ...message, failed: null }])
      await attempt(message.key)
    },
    retry,
    retryPassing() {
      // One after the other, so that they arrive in the order in which they were written.
      void (async () => {
        for (const { key, failed } of pending.get()) if (failed?.passing) await retry(key)
      })()
    },
    discard: remove,
  }
}

/** How it looks in the timeline. */
export const asMessage = (
  { conversationId, direction, at, content, key, replyTo, failed }: Pending,
  author: { id: string; name: string },
): Message => ({
  id: `pending:${key}`,
  conversationId,
  seq: Number.MAX_SAFE_INTEGER,
  direction,
  author: { kind: 'agent', ...author },
  content,
  text: '',
  at,
  state: failed ? 'failed' : 'sending',
  key,
  reactions: [],
  ...(replyTo && { replyTo }),
  pendingFiles: [],
  failedFiles: [],
})
