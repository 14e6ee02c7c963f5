import type { MessageEntity } from '@grammyjs/types'

/** Text and what is marked in it; offsets in UTF-16 code units. */
export interface Formatted {
  text: string
  entities: MessageEntity[]
}

export const byteOffset = (text: string, at: number): number => new TextEncoder().encode(text.slice(0, at)).length

export const sorted = (entities: MessageEntity[]): MessageEntity[] =>
  entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length)

export const withScheme = (url: string): string => (/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`)
