import { createStore, useStore } from '../../lib/store.ts'

/** How long one signal of writing holds, in ms. */
const HOLDS = 6000

const typing = createStore<ReadonlySet<string>>(new Set())
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** The customer of this conversation is writing now. */
export function noteTyping(data: Record<string, unknown>): void {
  const id = data['conversationId']
  if (typeof id !== 'string') return
  clearTimeout(timers.get(id))
  timers.set(
    id,
    setTimeout(() => stopTyping(id), HOLDS),
  )
  typing.set(new Set([...typing.get(), id]))
}

export function stopTyping(conversationId: string): void {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  if (typing.get().has(conversationId)) typing.set(new Set([...typing.get()].filter((id) => id !== conversationId)))
}

export const useTyping = (conversationId: string): boolean => useStore(typing, (all) => all.has(conversationId))
