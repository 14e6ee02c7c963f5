import type { Conversation } from '../../api/types.ts'
import type { LiveEntry } from '../../api/reader.ts'
import { createStore, useStore } from '../../lib/store.ts'

/** Somebody else took a conversation from this agent. */
export interface Loss {
  conversation: Conversation
  /** Id of the agent who did it; null: nobody did, it happened by itself. */
  by: string | null
}

const losses = createStore<ReadonlyMap<string, Loss>>(new Map())
const listeners = new Set<(loss: Loss) => void>()

/** Calls back when this agent loses a conversation that they did not give away. */
export function onLoss(listener: (loss: Loss) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Undefined: it was not taken from this agent, or is theirs again. */
export const useLoss = (conversationId: string): Loss | undefined => useStore(losses, (all) => all.get(conversationId))

/** Keeps in mind what a move means to this agent. */
export function noteLoss({ actor, data }: LiveEntry, me: string): void {
  const conversation = data['conversation'] as Conversation | undefined
  if (!conversation) return
  const { id } = conversation
  const lost = data['lost'] === me && actor !== `agent:${me}`
  if (!lost && !(losses.get().has(id) && data['agent'] === me)) return
  const next = new Map(losses.get())
  const loss = { conversation, by: actor?.startsWith('agent:') ? actor.slice('agent:'.length) : null }
  if (lost) next.set(id, loss)
  else next.delete(id)
  losses.set(next)
  if (lost) for (const listener of listeners) listener(loss)
}
