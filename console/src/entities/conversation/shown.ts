import { createStore } from '../../lib/store.ts'

/** The list that was shown last, as ids in its order: it stays known where a phone shows the conversation in its place. */
export const shownList = createStore<readonly string[]>([])

/** What comes after this one in the list, leaving some out; the first one where it is not in it any more. */
export function nextShown(id: string, without: readonly string[]): string | undefined {
  const ids = shownList.get()
  return ids.slice(ids.indexOf(id) + 1).find((other) => !without.includes(other))
}
