import type { IncomingPart } from '../../src/model/content.ts'
import type { InboundEvent, Json, ThreadRef } from '../../src/model/events.ts'
import { isMedia } from '../../src/model/content.ts'

/** What reading an event takes besides its own part of what X told. */
export interface Reading {
  /** Our account. */
  own: string
  settings: { [key: string]: Json }
  now: number
}

/** X's ids are numbers of 64 bits, written as text. */
export const id = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : undefined)

/** What X tells beside messages and posts. */
export interface Includes {
  users: unknown
  media: unknown
  tweets: unknown
}

export type EventOf<T extends InboundEvent['type']> = Extract<InboundEvent, { type: T }>

/**
 * A one-to-one thread is named by the customer alone: so it is the same whichever way a message comes, and whoever wrote
 * first. Group conversations and public ones have their kind before their number.
 */
export const oneToOne = (customer: string): ThreadRef => ({ externalId: customer })
export const groupThread = (conversation: string): ThreadRef => ({ externalId: `group:${conversation}` })
export const postThread = (root: string): ThreadRef => ({ externalId: `post:${root}` })

/** X's clock: milliseconds as text, or a date; ours where there is neither. */
export function timeOf(value: unknown, now: number): number {
  if (typeof value !== 'string') return now
  const time = /^\d{10,16}$/.test(value) ? Number(value) : Date.parse(value)
  return Number.isSafeInteger(time) && time > 0 ? time : now
}

/** Words and media as parts: the words are the caption of the first medium, where it can have one. */
export function partsOf(words: string, media: IncomingPart[]): IncomingPart[] {
  const [first, ...others] = media
  if (words === '') return media.length > 0 ? media : [{ type: 'unsupported', kind: 'empty', summary: '…' }]
  if (first && isMedia(first)) return [{ ...first, caption: words }, ...others]
  return [{ type: 'text', text: words }, ...media]
}
