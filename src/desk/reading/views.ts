import type { Definition, Place, View } from '../../model/view.ts'
import { VIEWS, keyOf } from '../../model/view.ts'
import type { SqlValue } from '../../ports/sql.ts'

/** What a view is: whom it holds, in which order. Said here and nowhere else; pages, places and counts are made of it. */
interface Order {
  where: string
  /** What orders the rows: the first number of a place, but for its sign. */
  key: string
  direction: 'ASC' | 'DESC'
  /** A list for each agent, of what that agent has. */
  owned?: true
  /** Of what has been: it grows for ever. */
  history?: true
  /** The filters that have an index in this order. */
  within?: readonly ('channel' | 'queue')[]
}

const ORDER: Record<View, Order> = {
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
  resolved: { where: 'c.resolvedAt IS NOT NULL', key: 'c.resolvedAt', direction: 'DESC', history: true, within: ['channel', 'queue'] },
}

export type Bind = (name: string, value: SqlValue) => string

/** A list as SQL. Its parameters are bound by name. */
export interface Compiled extends Pick<Order, 'key' | 'direction' | 'history'> {
  /** What an index leads along: the view, and what it is narrowed by where there is an index for that. */
  along: string[]
  /** What is looked at row by row. */
  rest: string[]
  params: Record<string, SqlValue>
  bind: Bind
  place(number: number, id: number): Place
}

export function compile({ view, ...filter }: Definition, { agentId, now }: { agentId: string; now: number }): Compiled {
  const { where, key, direction, owned, history, within = [] } = ORDER[view]
  const params: Record<string, SqlValue> = {}
  const bind: Bind = (name, value) => {
    params[name] = value
    return `:${name}`
  }
  const anyOf = (column: string, name: string, values: readonly (string | number)[] = []): string[] => {
    if (values.length === 0) return []
    if (values.length === 1) return [`${column} = ${bind(name, values[0] ?? null)}`]
    return [`${column} IN (SELECT value FROM json_each(${bind(name, JSON.stringify(values))}))`]
  }

  const { contact, channel, queue, agent, tag, priority, language, unread, closing } = filter
  const narrow = contact === undefined ? within.find((name) => filter[name]?.length === 1) : undefined
  // The plus keeps SQLite from another index, which would lead through the whole history of its queue or channel.
  const [ofQueue, ofChannel] = [
    anyOf(narrow === 'queue' ? 'c.queueId' : '+c.queueId', 'queue', queue),
    anyOf(narrow === 'channel' ? 'c.channelId' : '+c.channelId', 'channel', channel),
  ]
  const along = [
    ...(owned ? [`c.agentId = ${bind('agent', agentId)}`] : []),
    where,
    ...(narrow === 'queue' ? ofQueue : narrow === 'channel' ? ofChannel : []),
    ...(contact === undefined ? [] : [`c.contactId = ${bind('contact', contact)}`]),
  ]
  const whose = agent?.map((id) => (id === 'me' ? agentId : id))
  const rest = [
    ...(narrow === 'queue' ? [] : ofQueue),
    ...(narrow === 'channel' ? [] : ofChannel),
    ...anyOf(history ? 'c.resolvedBy' : '+c.agentId', 'agents', whose),
    ...anyOf('+c.priority', 'priority', priority),
    ...anyOf('coalesce(c.language, (SELECT p.language FROM Contact p WHERE p.id = c.contactId))', 'language', language),
    ...anyOf('g.tag', 'tag', tag).map((has) => `EXISTS (SELECT 1 FROM ConversationTag g WHERE g.conversationId = c.id AND ${has})`),
    ...(unread ? ['c.unread > 0'] : []),
    ...(closing === undefined ? [] : [closes(bind('now', now), bind('closing', now + closing * 60_000))]),
  ]
  return { along, rest, key, direction, ...(history && { history }), params, bind, place: (number, id) => placeOf(view, number, id) }
}

/** The longest permission to write in its thread ends by then. */
const closes = (now: string, until: string): string =>
  `(SELECT max(w.expiresAt) FROM "Grant" w WHERE w.threadId = c.threadId AND w.expiresAt > ${now} AND (w.remaining IS NULL OR w.remaining > 0)) <= ${until}`

/** A column: what orders a conversation in each view, null where it is not in it, as a JSON array in the order of `VIEWS`. */
export const PLACES = `json_array(${VIEWS.map((view) => `CASE WHEN ${ORDER[view].where} THEN ${ORDER[view].key} END`).join(', ')})`

/** Where it stands in each view that it is in, by the key of that list. The same for whoever asks. */
export function placesOf({ id, agentId, places }: { id: number; agentId: string | null; places: string }): Record<string, Place> {
  const numbers = JSON.parse(places) as (number | null)[]
  const found: Record<string, Place> = {}
  for (const [index, view] of VIEWS.entries()) {
    const number = numbers[index] ?? null
    if (number !== null) found[keyOf({ view }, agentId ?? '')] = placeOf(view, number, id)
  }
  return found
}

function placeOf(view: View, number: number, id: number): Place {
  const sign = ORDER[view].direction === 'ASC' ? 1 : -1
  return [sign * number, sign * id]
}
