import type { InfiniteData } from '@tanstack/react-query'
import type { Place } from '../../../../src/model/view.ts'
import type { Conversation, ListPage } from '../../api/types.ts'

export type ConversationList = InfiniteData<ListPage, string | undefined>

/** What the desk says of a conversation and a list. Null: it is not in it. Undefined: nothing new, it stands where it stood. */
export type Told = Place | null | undefined

const before = (a: Place, b: Place): boolean => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])

/** Changes one page, and leaves the others the very same. */
const changed = (list: ConversationList, at: number, change: (items: Conversation[]) => Conversation[]): ConversationList => ({
  ...list,
  pages: list.pages.map((page, index) => (index === at ? { ...page, items: change(page.items) } : page)),
})

/** Puts it where it stands, unless that is behind what is loaded: then it comes with its page. */
function inserted(list: ConversationList, key: string, conversation: Conversation, place: Place): ConversationList {
  const comesBefore = ({ places }: Conversation): boolean => places[key] !== undefined && before(place, places[key])
  const at = list.pages.findIndex(({ items }) => items.some(comesBefore))
  if (at !== -1) return changed(list, at, (items) => items.toSpliced(items.findIndex(comesBefore), 0, conversation))
  const last = list.pages.length - 1
  return list.pages[last]?.next === undefined ? changed(list, last, (items) => [...items, conversation]) : list
}

/** The list of this key with a conversation that is new or has changed: put in, moved, replaced or taken out, as the desk tells. */
export function withConversation(list: ConversationList, key: string, conversation: Conversation, told: Told): ConversationList {
  const at = list.pages.findIndex(({ items }) => items.some(({ id }) => id === conversation.id))
  const old = list.pages[at]?.items.find(({ id }) => id === conversation.id)
  const stood = old?.places[key]
  const place = told === undefined ? stood : told
  if (!old && !place) return list
  const placed = place ? { ...conversation, places: { ...conversation.places, [key]: place } } : conversation
  if (old && place && stood?.[0] === place[0] && stood[1] === place[1])
    return changed(list, at, (items) => items.map((item) => (item === old ? placed : item)))
  const rest = old ? changed(list, at, (items) => items.filter((item) => item !== old)) : list
  return place ? inserted(rest, key, placed, place) : rest
}
