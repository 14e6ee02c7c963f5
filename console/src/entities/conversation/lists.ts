import type { InfiniteData } from '@tanstack/react-query'
import type { ListFilter } from '../keys.ts'
import type { Conversation, Page, View } from '../../api/types.ts'

export type ConversationList = InfiniteData<Page<Conversation>, string | undefined>

const BELONGS: Record<View, (conversation: Conversation, me: string) => boolean> = {
  mine: ({ owner, status }, me) => owner.kind === 'agent' && owner.id === me && (status === 'active' || status === 'snoozed'),
  waiting: ({ status }) => status === 'waiting',
  urgent: ({ priority, resolvedAt }) => priority === 'urgent' && resolvedAt === null,
  // Where only we have said something, nothing is open yet, unless the customer has opened the chat.
  open: ({ resolvedAt, status, unread, entry }) => resolvedAt === null && (status !== 'bot' || unread > 0 || entry !== null),
  snoozed: ({ snoozedUntil }) => snoozedUntil !== null,
  resolved: ({ resolvedAt }) => resolvedAt !== null,
}

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))

/** The server's order of each view. Waiting is ordered by a rank that only the server knows: urgent first, then as they came. */
const COMPARE: Record<View, (a: Conversation, b: Conversation) => number> = {
  mine: (a, b) => time(b.lastAt) - time(a.lastAt) || a.number - b.number,
  waiting: (a, b) => Number(b.priority === 'urgent') - Number(a.priority === 'urgent'),
  urgent: (a, b) => time(a.startedAt) - time(b.startedAt) || a.number - b.number,
  open: (a, b) => b.number - a.number,
  snoozed: (a, b) => time(a.snoozedUntil) - time(b.snoozedUntil) || a.number - b.number,
  resolved: (a, b) => time(b.resolvedAt) - time(a.resolvedAt) || b.number - a.number,
}

const inScope = ({ channel, contact }: ListFilter, conversation: Conversation): boolean =>
  (channel === undefined || conversation.channel.id === channel) && (contact === undefined || conversation.contact.id === contact)

const find = (list: ConversationList, id: string): Conversation | undefined => {
  for (const page of list.pages) {
    const found = page.items.find((item) => item.id === id)
    if (found) return found
  }
  return undefined
}

const mapItems = (list: ConversationList, change: (items: Conversation[]) => Conversation[]): ConversationList => ({
  ...list,
  pages: list.pages.map((page) => ({ ...page, items: change(page.items) })),
})

const without = (list: ConversationList, id: string): ConversationList => mapItems(list, (items) => items.filter((item) => item.id !== id))

const replaced = (list: ConversationList, conversation: Conversation): ConversationList =>
  mapItems(list, (items) => items.map((item) => (item.id === conversation.id ? conversation : item)))

/** Puts it where the view's order wants it, unless that is behind what is loaded. */
function inserted(list: ConversationList, conversation: Conversation, view: View): ConversationList {
  const compare = COMPARE[view]
  const pages = list.pages.map((page) => ({ ...page, items: [...page.items] }))
  for (const page of pages) {
    const index = page.items.findIndex((item) => compare(conversation, item) < 0)
    if (index === -1) continue
    page.items.splice(index, 0, conversation)
    return { ...list, pages }
  }
  const last = pages.at(-1)
  if (!last || last.next !== undefined) return list
  last.items.push(conversation)
  return { ...list, pages }
}

export interface Placed {
  list: ConversationList
  /** The place is a guess: ask the server for the order when there is time. */
  unsure: boolean
}

/** The list with a conversation that is new or has changed: added, moved, replaced or taken out. */
export function place(list: ConversationList, filter: ListFilter, conversation: Conversation, me: string): Placed {
  const old = find(list, conversation.id)
  const belongs = BELONGS[filter.view](conversation, me) && inScope(filter, conversation)
  if (filter.q) return { list: old ? replaced(list, conversation) : list, unsure: false }
  if (!belongs) return { list: old ? without(list, conversation.id) : list, unsure: false }
  if (old && (filter.view === 'waiting' ? old.priority === conversation.priority : COMPARE[filter.view](old, conversation) === 0)) {
    return { list: replaced(list, conversation), unsure: false }
  }
  return { list: inserted(old ? without(list, conversation.id) : list, conversation, filter.view), unsure: filter.view === 'waiting' }
}
