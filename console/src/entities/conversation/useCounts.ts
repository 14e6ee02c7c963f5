import { useInfiniteQuery } from '@tanstack/react-query'
import { queries } from '../queries.ts'
import type { View } from '../../api/types.ts'
import type { ConversationList } from './lists.ts'

/** How many there are; more than are loaded are "40+". */
function count(list: ConversationList, counts: (unread: number) => boolean): string | undefined {
  const loaded = list.pages.flatMap(({ items }) => items)
  const number = loaded.filter(({ unread }) => counts(unread)).length
  if (number === 0) return undefined
  return list.pages.at(-1)?.next === undefined ? String(number) : `${number}+`
}

const all = (list: ConversationList): string | undefined => count(list, () => true)
const unread = (list: ConversationList): string | undefined => count(list, (messages) => messages > 0)

/** What the navigation says beside the views: how many need somebody. */
export function useCounts(): Partial<Record<View, string | undefined>> {
  return {
    mine: useInfiniteQuery({ ...queries.list({ view: 'mine' }), select: unread }).data,
    waiting: useInfiniteQuery({ ...queries.list({ view: 'waiting' }), select: all }).data,
    urgent: useInfiniteQuery({ ...queries.list({ view: 'urgent' }), select: all }).data,
  }
}
