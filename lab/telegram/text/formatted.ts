import type { MessageEntity } from '@grammyjs/types'
import { z } from 'zod'
import type { Args } from '../args.ts'
import { badRequest } from '../errors.ts'
import { parseHtml } from './html.ts'
import { parseMarkdown } from './markdown.ts'
import { byteOffset, sorted, type Formatted } from './spans.ts'

/** Counted as the real server counts: in Unicode code points, after the entities are parsed away (td `utf8_length`). */
const maxText = 4096
const maxCaption = 1024

export const lengthOf = (text: string): number => Array.from(text).length

/** The text of a message. Throws 400 when it is missing, empty, too long or can't be parsed. */
export function messageText(args: Args): Formatted {
  if (args.text('text') === '') throw badRequest('message text is empty')
  const formatted = read(args, args.text('text'), 'entities')
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if (lengthOf(formatted.text) > maxText) throw badRequest('message is too long')
  return formatted
}

/** The caption of a medium, possibly none. `args` may be a part of an album. */
export function caption(args: Args): Partial<{ caption: string; caption_entities: MessageEntity[] }> {
  const { text, entities } = read(args, args.text('caption'), 'caption_entities')
  if (lengthOf(text) > maxCaption) throw badRequest('message caption is too long')
  return { ...(text === '' ? {} : { caption: text }), ...(entities.length === 0 ? {} : { caption_entities: entities }) }
}

function read(args: Args, source: string, entitiesName: string): Formatted {
  if (new TextEncoder().encode(source).length > 1 << 15) throw badRequest('text is too long')
  const mode = args.text('parse_mode').toLowerCase()
  if (source === '') return { text: '', entities: [] }
  if (mode === 'html') return withFound(trimmed(parseHtml(source)))
  if (mode === 'markdownv2') return withFound(trimmed(parseMarkdown(source)))
  if (mode === 'markdown') throw badRequest('unsupported parse_mode: the lab does not emulate the legacy Markdown')
  if (mode !== '' && mode !== 'none') throw badRequest('unsupported parse_mode')
  return withFound(trimmed({ text: source, entities: checked(source, given(args, entitiesName)) }))
}

const entitySchema = z.looseObject({ type: z.string(), offset: z.int(), length: z.int() })

function given(args: Args, name: string): MessageEntity[] {
  let value: unknown
  try {
    value = args.structure(name)
  } catch {
    return []
  }
  if (!Array.isArray(value)) return []
  return value.map((entity) => {
    const parsed = entitySchema.safeParse(entity)
    if (!parsed.success) throw badRequest("can't parse MessageEntity: offset and length must be numbers")
    return parsed.data as unknown as MessageEntity
  })
}

function checked(text: string, entities: MessageEntity[]): MessageEntity[] {
  const splits = (at: number): boolean =>
    at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1))
  for (const { offset, length } of entities) {
    const end = offset + length
    if (offset < 0 || offset > 1_000_000) throw badRequest(`receive an entity with incorrect offset ${offset}`)
    if (length < 0 || length > 1_000_000) throw badRequest(`receive an entity with incorrect length ${length}`)
    if (length === 0) continue
    if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`)
    if (end > text.length)
      throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`)
    if (splits(offset)) throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset + 1)}`)
    if (splits(end))
      throw badRequest(
        `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end + 1)}`,
      )
  }
  return sorted(entities.filter(({ length }) => length > 0))
}

/** The server cuts white space at both ends and moves the entities along. */
function trimmed({ text, entities }: Formatted): Formatted {
  const kept = text.trimEnd()
  const firstEntity = entities[0]?.offset ?? kept.length
  const lead = Math.min(/^[ \n]*/.exec(kept)?.[0].length ?? 0, firstEntity)
  const moved = entities.flatMap((entity) => {
    const length = Math.min(entity.length, kept.length - entity.offset)
    return length > 0 ? [{ ...entity, offset: entity.offset - lead, length }] : []
  })
  return { text: kept.slice(lead), entities: moved }
}

const patterns: [MessageEntity.CommonMessageEntity['type'], RegExp][] = [
  ['bot_command', /(?<=^|\s)\/[A-Za-z0-9_]{1,64}(@\w{3,32})?(?![\w/])/g],
  ['email', /[\w.+-]+@[\w-]+(\.[\w-]+)+/g],
  ['url', /https?:\/\/[^\s<>"]+[^\s<>".,!?)]/g],
  ['mention', /(?<=^|[^\w.@/])@\w{4,32}\b/g],
  ['hashtag', /(?<=^|\s)#[\p{L}\p{N}_]+/gu],
]

/** What the server marks by itself: commands, links, addresses, mentions. Not inside what is marked already. */
export function withFound({ text, entities }: Formatted): Formatted {
  const found: MessageEntity[] = []
  const free = (offset: number, length: number): boolean =>
    ![...entities, ...found].some((other) => other.offset < offset + length && offset < other.offset + other.length)
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (free(match.index, match[0].length)) found.push({ type, offset: match.index, length: match[0].length })
    }
  }
  return { text, entities: sorted([...entities, ...found]) }
}
