import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual'

/** So many conversations are remembered. */
const MOST = 30

/** How tall the rows of the conversations were that were open lately: whoever comes back sees them where they were, at once. */
const known = new Map<string, VirtualItem[]>()

export const heightsOf = (conversationId: string): VirtualItem[] => known.get(conversationId) ?? []

export function keepHeights(conversationId: string, view: Virtualizer<HTMLDivElement, Element>): void {
  known.delete(conversationId)
  known.set(conversationId, view.takeSnapshot())
  const [oldest] = known.keys()
  if (known.size > MOST && oldest !== undefined) known.delete(oldest)
}
