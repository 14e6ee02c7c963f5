import { type Unsent, createOutbox } from '../../../../browser/outbox.ts'
import type { Storage } from '../../../../browser/storage.ts'
import type { Draft } from './api.ts'
import { asProblem, isPassing } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import type { Store } from '../../lib/store.ts'
import { createStore } from '../../lib/store.ts'

type Written = Omit<Draft, 'key'> & { conversationId: string; direction: 'out' | 'note' }

/** A message that the server does not have yet, as far as we know. */
export type Pending = Written & {
  key: string
  /** When it was written, ISO 8601. */
  at: string
  /** Null while it is on its way. `passing`: it goes out by itself when there is an answer again. */
  failed: { code: string; passing: boolean } | null
}

/** What an agent wrote and is not confirmed; in each conversation it goes out in the order in which it was written. */
export interface AgentOutbox {
  pending: Store<readonly Pending[]>
  send(message: Written & { key: string }): Promise<void>
  retry(key: string): Promise<void>
  /** Tries everything again that had no answer, and what other tabs left behind. */
  retryPassing(): void
  discard(key: string): void
  /** Another tab has kept or sent something. */
  reload(): void
}

export interface AgentOutboxOptions {
  storage: Storage
  /** Whose messages: agents who share a browser do not send each other's. */
  agentId: string
  deliver(message: Written & { key: string }): Promise<Message>
  onDelivered(message: Message): void
}

export function createAgentOutbox({ storage, agentId, deliver, onDelivered }: AgentOutboxOptions): AgentOutbox {
  /** Why the last try had no answer, by conversation. */
  const held = new Map<string, string>()
  const pending = createStore<readonly Pending[]>([])
  const outbox = createOutbox<Written>({
    storage,
    prefix: `outbox.${agentId}.`,
    line: ({ conversationId }) => conversationId,
    changed: show,
    async send(item) {
      onDelivered(await deliver(item))
      outbox.settle(item.key)
    },
    refusal(error) {
      const problem = asProblem(error)
      return isPassing(problem) ? null : problem.code
    },
  })

  const failureOf = ({ state, code, conversationId }: Unsent<Written>): Pending['failed'] => {
    if (state === 'failed') return { code: code ?? 'unexpected', passing: false }
    const why = held.get(conversationId)
    return why === undefined ? null : { code: why, passing: true }
  }

  function show(): void {
    pending.set(outbox.items().map((item) => ({ ...item, at: new Date(item.at).toISOString(), failed: failureOf(item) })))
  }

  async function flush(conversationId: string): Promise<void> {
    held.delete(conversationId)
    show()
    await outbox.flush(conversationId).catch((error: unknown) => held.set(conversationId, asProblem(error).code))
    show()
  }

  takeOver(storage, `outbox.${agentId}`, outbox.add)
  for (const { conversationId } of outbox.items()) held.set(conversationId, 'interrupted')
  show()

  return {
    pending,
    send({ key, ...message }) {
      outbox.add(key, message)
      return flush(message.conversationId)
    },
    async retry(key) {
      const item = outbox.items().find((one) => one.key === key)
      if (item?.state === 'failed') outbox.retry(key)
      if (item) await flush(item.conversationId)
    },
    retryPassing() {
      const waiting = outbox.items().filter(({ state }) => state === 'waiting')
      for (const conversationId of new Set(waiting.map((item) => item.conversationId))) void flush(conversationId)
    },
    discard: outbox.settle,
    reload: outbox.reload,
  }
}

/** Before each message had an entry of its own, one entry held them all. */
function takeOver(storage: Storage, name: string, add: (key: string, message: Written) => void): void {
  try {
    const kept = JSON.parse(storage.get(name) ?? '[]') as Pending[]
    for (const { key, conversationId, direction, content, replyTo } of kept) add(key, { conversationId, direction, content, replyTo })
  } catch {
    // Nothing of ours.
  }
  storage.set(name, null)
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
