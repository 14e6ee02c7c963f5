/** The lists that everybody has. What belongs into each, and in which order, the desk alone decides. */
export const VIEWS = ['mine', 'waiting', 'urgent', 'open', 'snoozed', 'resolved'] as const
export type View = (typeof VIEWS)[number]

/** Where a conversation stands in a list: ascending in every list, the first number before the second. */
export type Place = [number, number]

/** What names a list wherever it is told of: `mine` is another list for each agent. */
export const keyOf = (view: View, agentId: string): string => (view === 'mine' ? `mine:${agentId}` : view)
