import type { Message, Page } from '../../api/types.ts'

/** The loaded end of a conversation: no message between the first and the last is missing. */
export interface Timeline {
  items: Message[]
  /** There is nothing older. */
  complete: boolean
}

export const timelineOf = ({ items, next }: Page<Message>): Timeline => ({ items, complete: next === undefined })

/** A fresh newest page over what was loaded: older pages stay where they still touch it. */
export function withNewest(old: Timeline | undefined, fresh: Timeline): Timeline {
  const first = fresh.items[0]
  const last = old?.items.at(-1)
  if (!old || !first || !last || last.seq < first.seq - 1) return fresh
  const older = old.items.filter(({ seq }) => seq < first.seq)
  if (older.length === 0) return fresh
  return { items: [...older, ...fresh.items], complete: old.complete }
}

export function withOlder(old: Timeline, page: Page<Message>): Timeline {
  const first = old.items[0]?.seq ?? Infinity
  return { items: [...page.items.filter(({ seq }) => seq < first), ...old.items], complete: page.next === undefined }
}

/** With one message new or changed; null: there are messages between it and what is loaded. */
export function withMessage(old: Timeline, message: Message): Timeline | null {
  const index = old.items.findIndex(({ id }) => id === message.id)
  if (index !== -1) return { ...old, items: old.items.with(index, message) }
  const first = old.items[0]
  if (first && message.seq < first.seq) return old
  const last = old.items.at(-1)
  if (last ? message.seq !== last.seq + 1 : message.seq !== 1) return null
  return { ...old, items: [...old.items, message] }
}
