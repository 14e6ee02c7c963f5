import type { Activity, Conversation, Message } from '../../../api/types.ts'
import type { Pending } from '../../../entities/message/pending.ts'

/** What the timeline shows, from top to bottom. */
export type Row =
  | { kind: 'start'; key: string }
  | { kind: 'day'; key: string; at: number }
  | { kind: 'new'; key: string }
  | { kind: 'activity'; key: string; items: Activity[] }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean; pending?: Pending }

/** Words of one person so close together belong together, in ms. */
const TOGETHER = 5 * 60_000

const moments = new WeakMap<Message, { at: number; day: number }>()

/** When it was said, and on which day: worked out once, for thousands are gone through again with each page. */
function momentOf(message: Message): { at: number; day: number } {
  const known = moments.get(message)
  if (known) return known
  const at = Date.parse(message.at)
  const moment = { at, day: new Date(at).setHours(0, 0, 0, 0) }
  moments.set(message, moment)
  return moment
}

function together(a: Message, b: Message): boolean {
  const [before, after] = [momentOf(a), momentOf(b)]
  return (
    a.direction === b.direction &&
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.author.kind !== 'system' &&
    after.at - before.at < TOGETHER &&
    after.day === before.day
  )
}

export interface RowsInput {
  messages: Message[]
  pending: { message: Message; pending: Pending }[]
  complete: boolean
  /** In their order. What happened before the first loaded message is left out until that is loaded. */
  activity: Activity[]
  /** Of the first message that had not been read when the conversation was opened. */
  firstNew: number | null
}

/** What was done before each of the messages and after the last of them, by the message's place. */
function activityBefore(messages: Message[], activity: Activity[], complete: boolean): Activity[][] {
  const before: Activity[][] = Array.from({ length: messages.length + 1 }, () => [])
  let index = 0
  for (const one of activity) {
    const isBelow = ({ seq, at }: Message): boolean => (one.after === undefined ? at <= one.at : seq <= one.after)
    for (let next = messages[index]; next && isBelow(next); next = messages[index]) index += 1
    if (index > 0 || complete) before[index]?.push(one)
  }
  return before
}

export function rowsOf({ messages, pending, complete, activity, firstNew }: RowsInput): Row[] {
  const known = new Set(messages.map(({ key }) => key))
  const waiting = pending.filter(({ pending: { key } }) => !known.has(key))
  const all = [...messages.map((message) => ({ message, pending: undefined })), ...waiting]
  const done = activityBefore(messages, activity, complete)
  const rows: Row[] = [{ kind: 'start', key: complete ? 'start' : 'older' }]
  const tell = (index: number): void => {
    const items = done[index] ?? []
    if (items[0]) rows.push({ kind: 'activity', key: `done-${items[0].seq}`, items })
  }
  for (const [index, { message, pending: unsent }] of all.entries()) {
    const before = all[index - 1]?.message
    const after = all[index + 1]?.message
    const { at, day } = momentOf(message)
    const newDay = !before || momentOf(before).day !== day
    const isNew = message.seq === firstNew
    const parted = (done[index]?.length ?? 0) > 0
    tell(index)
    if (newDay) rows.push({ kind: 'day', key: `day-${message.key ?? message.id}`, at })
    if (isNew) rows.push({ kind: 'new', key: 'new' })
    rows.push({
      kind: 'message',
      // The same key before and after the server has it: the bubble stays where it is.
      key: message.key ?? message.id,
      message,
      first: newDay || isNew || parted || !before || !together(before, message),
      last: !after || after.seq === firstNew || (done[index + 1]?.length ?? 0) > 0 || !together(message, after),
      ...(unsent && { pending: unsent }),
    })
  }
  if (waiting.length === 0) tell(all.length)
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
