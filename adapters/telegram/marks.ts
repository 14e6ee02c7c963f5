import type { MessageEntity, User } from '@grammyjs/types'
import type { Mark } from '../../src/model/content.ts'
import { list, object, text as textOf } from '../../src/contract/read.ts'
import { id } from './id.ts'

/** Formatting as marks: both count UTF-16 code units. What has no mark (underline, spoiler …) is left to the plain text. */
export function marksOf(text: string, entities: unknown): Mark[] {
  const marks: Mark[] = []
  for (const item of list(entities)) {
    const entity = object<MessageEntity>(item)
    if (!entity) continue
    const { offset, length } = entity
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length)) continue
    const start = Math.max(0, offset as number)
    const end = Math.min(text.length, (offset as number) + (length as number))
    const look = start < end ? lookOf(entity.type, entity, text.slice(start, end)) : undefined
    if (look) marks.push({ ...look, start, end })
  }
  return marks
}

function lookOf(type: unknown, entity: { url?: unknown; user?: unknown }, words: string): Pick<Mark, 'kind' | 'url'> | undefined {
  switch (type) {
    case 'bold':
    case 'italic':
    case 'code':
      return { kind: type }
    case 'pre':
      return { kind: 'code' }
    case 'text_link': {
      const url = textOf(entity.url)
      return url ? { kind: 'link', url } : undefined
    }
    case 'mention':
      return { kind: 'mention', url: `https://t.me/${words.slice(1)}` }
    case 'text_mention': {
      const user = id(object<User>(entity.user)?.id)
      return user ? { kind: 'mention', url: `tg://user?id=${user}` } : { kind: 'mention' }
    }
    default:
      return undefined
  }
}

const USER_LINK = /^tg:\/\/user\?id=(\d+)$/

/** Marks as entities. A mention without a user is found by Telegram itself in the text. */
export function entitiesOf(marks: readonly Mark[]): MessageEntity[] {
  return marks.flatMap(({ kind, start, end, url }): MessageEntity[] => {
    const span = { offset: start, length: end - start }
    if (kind === 'bold' || kind === 'italic' || kind === 'code') return [{ type: kind, ...span }]
    if (kind === 'link') return url ? [{ type: 'text_link', ...span, url }] : []
    // Telegram makes a mention of such a link by itself.
    return url && USER_LINK.test(url) ? [{ type: 'text_link', ...span, url }] : []
  })
}
