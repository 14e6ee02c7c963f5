import { type Calendar, due, workingTime } from './calendar.ts'
import type { Priority } from './states.ts'

/** What is promised: an answer to the first word, to each later one, and that the case is settled. */
export const PROMISES = ['firstAnswer', 'nextAnswer', 'resolution'] as const
export type PromiseKind = (typeof PROMISES)[number]

/** Minutes of working time; a priority that is absent is promised nothing. */
export type Promises = { [K in PromiseKind]?: Partial<Record<Priority, number>> | undefined }

/** Working time that is counted, with pauses. */
export interface Spent {
  /** ms that were counted before it began to run. */
  used: number
  /** It runs since then (ms); null: it is paused. */
  since: number | null
}

const MINUTE = 60_000

/** The same time, running or paused from then on. Without a calendar, every hour counts. */
export function turned(calendar: Calendar | null, { used, since }: Spent, running: boolean, at: number): Spent {
  if (running === (since !== null)) return { used, since }
  if (since === null) return { used, since: at }
  return { used: used + (calendar ? workingTime(calendar, since, at) : Math.max(0, at - since)), since: null }
}

/** When so many minutes will have been spent; null: not while it is paused, or never within sight. */
export function dueAfter(calendar: Calendar | null, { used, since }: Spent, minutes: number): number | null {
  if (since === null) return null
  const left = Math.max(0, minutes * MINUTE - used)
  return calendar ? due(calendar, since, left / MINUTE) : since + left
}
