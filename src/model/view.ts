import type { Priority } from './states.ts'

/** The lists that everybody has. What belongs into each, and in which order, the desk alone decides. */
export const VIEWS = ['mine', 'waiting', 'urgent', 'open', 'snoozed', 'resolved'] as const
export type View = (typeof VIEWS)[number]

/** Narrows a view; of several values of one kind any will do. */
export interface Filter {
  channel?: string[] | undefined
  queue?: number[] | undefined
  /** Ids; `me`: whoever looks. Of what is resolved: who resolved it. */
  agent?: string[] | undefined
  tag?: string[] | undefined
  priority?: Priority[] | undefined
  language?: string[] | undefined
  contact?: number | undefined
  /** Something in it has not been read. */
  unread?: boolean | undefined
  /** The time to write ends within so many minutes. */
  closing?: number | undefined
}

/** A list: a view of those above, and what narrows it. */
export interface Definition extends Filter {
  view: View
}

/** Where a conversation stands in a list: ascending in every list, the first number before the second. */
export type Place = [number, number]

/** What narrows a list as an address says it; what is not given is left out. */
export const addressOf = (filter: Filter): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]: [string, Filter[keyof Filter]]) => {
      const values = [value].flat().flatMap((one) => (one === undefined || one === false ? [] : [String(one)]))
      return values.length === 0 ? [] : [[name, values]]
    }),
  )

/** The same filter gives the same text, whatever its order. */
function queryOf(filter: Filter): string {
  const pairs = Object.entries(addressOf(filter)).flatMap(([name, values]) => values.map((value): [string, string] => [name, value]))
  return new URLSearchParams(pairs.toSorted(([a, b], [c, d]) => (`${a}=${b}` < `${c}=${d}` ? -1 : 1))).toString()
}

/** What names a list wherever it is told of: `waiting`, `open?channel=a&unread=true`; `mine`, and what has `me` in it, is another list for each agent. */
export function keyOf({ view, agent, ...filter }: Definition, agentId: string): string {
  const whose = agent?.map((id) => (id === 'me' ? agentId : id))
  const [base, query] = [view === 'mine' ? `mine:${agentId}` : view, queryOf({ ...filter, agent: whose })]
  return query === '' ? base : `${base}?${query}`
}
