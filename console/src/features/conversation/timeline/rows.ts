import type { Conversation, Message } from '../../../api/types.ts'
import { sameDay } from '../../../lib/time.ts'
import type { Pending } from '../../../entities/message/pending.ts'

/** What the timeline shows, from top to bottom. */
export type Row =
  | { kind: 'start'; key: string }
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean; pending?: Pending }

/** Words of one person so close together belong together, in ms. */
const TOGETHER = 5 * 60_000

const together = (a: Message, b: Message): boolean =>
  a.direction === b.direction &&
  a.author.kind === b.author.kind &&
  a.author.id === b.author.id &&
  a.author.kind !== 'system' &&
  Date.parse(b.at) - Date.parse(a.at) < TOGETHER &&
  sameDay(Date.parse(a.at), Date.parse(b.at))

export interface RowsInput {
  messages: Message[]
  pending: { message: Message; pending: Pending }[]
  complete: boolean
  /** Of the first message that had not been read when the conversation was opened. */
  firstNew: number | null
}

export function rowsOf({ messages, pending, complete, firstNew }: RowsInput): Row[] {
  const known = new Set(messages.map(({ key }) => key))
  const waiting = pending.filter(({ pending: { key } }) => !known.has(key))
  const all = [...messages.map((message) => ({ message, pending: undefined })), ...waiting]
  const rows: Row[] = [{ kind: 'start', key: complete ? 'start' : 'older' }]
  for (const [index, { message, pending: unsent }] of all.entries()) {
    const before = all[index - 1]?.message
    const after = all[index + 1]?.message
    const at = Date.parse(message.at)
    const newDay = !before || !sameDay(Date.parse(before.at), at)
    const isNew = message.seq === firstNew
    if (newDay) rows.push({ kind: 'day', key: `day-${message.key ?? message.id}`, at })
    if (isNew) rows.push({ kind: 'new', key: 'new' })
    rows.push({
      kind: 'message',
      // The same key before and after the server has it: the bubble stays where it is.
      key: message.key ?? message.id,
      message,
      first: newDay || isNew || !before || !together(before, message),
      last: !after || after.seq === firstNew || !together(message, after),
      ...(unsent && { pending: unsent }),
    })
  }
  return rows
}

/** The post that a public conversation stands below, where its first message is not that post itself: a title may be cut short. */
export function postAbove({ surface, thread }: Pick<Conversation, 'surface' | 'thread'>, first: Message | undefined): string | null {
  if (surface !== 'comment' || !thread.title) return null
  return first?.text.startsWith(thread.title.replace(/…$/, '')) ? null : thread.title
}

/** The first of the messages that nobody has read, by how many there are. */
export function firstUnread(messages: Message[], unread: number): number | null {
  if (unread === 0) return null
  const incoming = messages.filter(({ direction }) => direction === 'in')
  return (incoming.at(-unread) ?? incoming[0])?.seq ?? null
}
