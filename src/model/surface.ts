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

/** Permission to write that events open. `ttlMs` from the event; `count` sends, then it is spent. */
export interface Window {
  lane: 'passive' | 'service' | 'template'
  opens: InboundEventType[]
  ttlMs: number
  count: number | 'unlimited'
  /** `event`: a reply names the event that allowed it; `thread`: the thread as a whole is open. */
  anchor: 'event' | 'thread'
}

/** At most `count` calls in any `per` milliseconds. */
export interface Bucket {
  scope: 'account' | 'thread'
  per: number
  count: number
}

/** What a platform allows on one of its surfaces: data that planning, pacing and the console read. */
export interface Surface {
  text: { max: number; unit: TextUnit; format: 'plain' | 'html' | 'markdown' }
  media: Partial<Record<'image' | 'audio' | 'video' | 'file', MediaLimit>>
  /** Absent: a menu becomes numbered text. `label` in the text unit, `data` in bytes. */
  buttons?: { rows: number; perRow: number; label: number; data: number }
  location?: boolean
  edit?: { withinMs: number }
  recall?: { withinMs: number }
  reactions?: boolean
  receipts?: 'delivered' | 'read'
  typing?: boolean
  /** The platform refuses our key the second time, so that an unsure send may be repeated. */
  dedupes: boolean
  rate: Bucket[]
  /** Empty: may write at any time. */
  windows: Window[]
}
