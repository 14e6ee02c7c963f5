import type { InboundEventType } from './events.ts'

/** How a platform counts the length of a text. */
export type TextUnit = 'utf16' | 'codepoint' | 'byte' | 'grapheme' | 'weighted'

export interface MediaLimit {
  maxBytes: number
  /** Accepted types; `image/*` and `any type` are understood. */
  mimes: string[]
  /** Longest caption in the surface's text unit; 0: no caption. */
  caption: number
}

export const LANES = ['passive', 'service', 'active', 'wakeup', 'template', 'event'] as const
/**
 * How a permission to write came about. `passive`: an answer to one event. `service`: the customer wrote lately. `active`: nobody
 * asked, and the platform lets us. `wakeup`: a word after a long silence. `template`: paid, with a prepared text. `event`: a
 * single word on an occasion (a welcome, a farewell), for automatic notices alone.
 */
export type Lane = (typeof LANES)[number]

/** Permission to write that events open: for `ttlMs`, from `afterMs` (default 0) after the event; `count` sends, then it is spent. */
export interface Window {
  lane: Lane
  opens: InboundEventType[]
  /** Events that end it. */
  closes?: InboundEventType[]
  afterMs?: number
  ttlMs: number
  count: number | 'unlimited'
  /** `event`: a reply names the event that allowed it; `thread`: the thread as a whole is open. */
  anchor: 'event' | 'thread'
  /** Only by events that bring an `anchor` of their own: a code that the platform gives with some of them and not with others. */
  needsAnchor?: true
  /** Only by events that name its lane. */
  byName?: true
  /** Only on a channel whose setting of this name is on. */
  setting?: string
}

/** At most `count` calls in any `per` milliseconds; with `lanes` only those count which spend a permission of these. */
export interface Bucket {
  scope: 'account' | 'thread'
  per: number
  count: number
  lanes?: Lane[]
}

/** What a platform allows on one of its surfaces: data that planning, pacing and the console read. */
export interface Surface {
  text: { max: number; unit: TextUnit; format: 'plain' | 'html' | 'markdown' }
  media: Partial<Record<'image' | 'audio' | 'video' | 'file', MediaLimit>>
  /** Absent: a menu becomes numbered text. `label` in the text unit, `data` in bytes; `text`: longest text above them, if less than a text may be. */
  buttons?: { rows: number; perRow: number; label: number; data: number; text?: number }
  location?: boolean
  edit?: { withinMs: number }
  recall?: { withinMs: number }
  reactions?: boolean
  receipts?: 'delivered' | 'read'
  /** `spare`: a sign of typing costs a reply, and is shown only while more than so many are left. */
  typing?: boolean | { spare: number }
  /** The platform refuses our key the second time, so that an unsure send may be repeated: always, or in these lanes. */
  dedupes: boolean | Lane[]
  rate: Bucket[]
  /** Empty: may write at any time. */
  windows: Window[]
}

/** Whether an unsure send may be repeated. `lane` null: it spent no permission. */
export const mayRepeat = ({ dedupes }: Pick<Surface, 'dedupes'>, lane: string | null): boolean =>
  typeof dedupes === 'boolean' ? dedupes : dedupes.some((one) => one === lane)
