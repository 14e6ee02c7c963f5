import type { Place, View } from '../../model/view.ts'
import { VIEWS, keyOf } from '../../model/view.ts'

/** What a view is: whom it holds, in which order. Said here and nowhere else; pages, places and counts are made of it. */
export interface Order {
  where: string
  /** What orders the rows: the first number of a place, but for its sign. */
  key: string
  direction: 'ASC' | 'DESC'
  /** A list for each agent, of what that agent has. */
  owned?: true
  /** The filters that have an index in this order. */
  within?: readonly ('channel' | 'queue')[]
}

export const ORDER: Record<View, Order> = {
  mine: { where: "c.status = 'active'", key: '-c.lastAt', direction: 'ASC', owned: true },
  waiting: { where: 'c.rank IS NOT NULL', key: 'c.rank', direction: 'ASC', within: ['queue'] },
  urgent: { where: "c.priority = 'urgent' AND c.resolvedAt IS NULL", key: 'c.startedAt', direction: 'ASC' },
  // Where only we have said something, nothing is open yet, unless the customer has opened the chat.
  open: {
    where: "c.resolvedAt IS NULL AND (c.status <> 'bot' OR c.unread > 0 OR c.entry IS NOT NULL)",
    key: 'c.id',
    direction: 'DESC',
    within: ['channel', 'queue'],
  },
  snoozed: { where: 'c.snoozedUntil IS NOT NULL', key: 'c.snoozedUntil', direction: 'ASC' },
  resolved: { where: 'c.resolvedAt IS NOT NULL', key: 'c.resolvedAt', direction: 'DESC', within: ['channel', 'queue'] },
}

const signOf = (view: View): 1 | -1 => (ORDER[view].direction === 'ASC' ? 1 : -1)

/** A column: what orders a conversation in each view, null where it is not in it, as a JSON array in the order of `VIEWS`. */
export const PLACES = `json_array(${VIEWS.map((view) => `CASE WHEN ${ORDER[view].where} THEN ${ORDER[view].key} END`).join(', ')})`

/** Where it stands in each list that it is in, by the list's key. The same for whoever asks. */
export function placesOf({ id, agentId, places }: { id: number; agentId: string | null; places: string }): Record<string, Place> {
  const numbers = JSON.parse(places) as (number | null)[]
  const found: Record<string, Place> = {}
  for (const [index, view] of VIEWS.entries()) {
    const number = numbers[index] ?? null
    if (number !== null) found[keyOf(view, agentId ?? '')] = placeOf(view, number, id)
  }
  return found
}

/** The place that a row's key and id give. */
export const placeOf = (view: View, number: number, id: number): Place => [signOf(view) * number, signOf(view) * id]
