import type { MediaView } from '../screen.ts'
import type { Account } from './account.ts'
import type { Pressable, Shown } from './chat.ts'
import { WechatError } from './errors.ts'
import type { Media, StoredFile } from './files.ts'
import type { MediaKind } from './options.ts'
import { textWithLinks } from './links.ts'

type Fields = Record<string, unknown>

/**
 * What an account says, in a customer message or a passive reply: reads `{ msgtype, <msgtype>: { … } }`. Throws the platform's error
 * for what it would refuse.
 */
export function readContent(account: Account, body: Fields): Shown {
  const type = textOf(body, 'msgtype')
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (read === undefined) throw new WechatError(40008)
  const fields = body[type]
  if (!isFields(fields)) throw new WechatError(47001)
  return read(fields, account)
}

const readers: Record<string, (fields: Fields, account: Account) => Shown> = {
  text(fields, account) {
    const shown = textWithLinks(words(account, textOf(fields, 'content')))
    // A test account drops the ids of links in a text.
    if (account.type === 'test') for (const one of shown.pressable ?? []) one.id = ''
    return shown
  },
  image: (fields, account) => ({ media: view('photo', media(account, fields, 'image').file) }),
  voice: (fields, account) => ({ media: view('voice', media(account, fields, 'voice').file) }),
  video(fields, account) {
    const { file } = media(account, fields, 'video')
    // Clients get by without a thumbnail; one that is given must be there.
    if (textOf(fields, 'thumb_media_id') !== '') media(account, fields, 'thumb', 'thumb_media_id')
    const text = [textOf(fields, 'title'), textOf(fields, 'description')].filter((one) => one !== '').join('\n')
    return { media: view('video', file), ...(text === '' ? {} : { text }) }
  },
  music(fields, account) {
    media(account, fields, 'thumb', 'thumb_media_id')
    return link(textOf(fields, 'title'), textOf(fields, 'description'), textOf(fields, 'hqmusicurl') || textOf(fields, 'musicurl'))
  },
  news(fields) {
    const [article, ...more] = listOf(fields, 'articles')
    if (article === undefined) throw new WechatError(44003)
    // One article, to a message of a person as in a customer message.
    if (more.length > 0) throw new WechatError(45008)
    return link(textOf(article, 'title'), textOf(article, 'description'), textOf(article, 'url'))
  },
  msgmenu(fields, account) {
    if (account.type !== 'service') throw new WechatError(40200)
    const items = listOf(fields, 'list').map((item): Pressable => ({ id: textOf(item, 'id'), label: textOf(item, 'content') }))
    if (items.length === 0 || items.some((item) => item.label === '')) throw new WechatError(44004)
    const [head, tail] = [textOf(fields, 'head_content'), textOf(fields, 'tail_content')]
    words(account, [head, ...items.map((item) => item.label), tail].join('\n'))
    return { text: [head, tail].filter((one) => one !== '').join('\n'), pressable: items }
  },
  miniprogrampage(fields, account) {
    media(account, fields, 'thumb', 'thumb_media_id')
    return link(textOf(fields, 'title'), undefined, `weixin://miniprogram/${textOf(fields, 'appid')}/${textOf(fields, 'pagepath')}`)
  },
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** '' when it is absent. Throws 47001 when it is something else than a string. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name] ?? ''
  if (typeof value !== 'string') throw new WechatError(47001)
  return value
}

function listOf(fields: Fields, name: string): Fields[] {
  const list = fields[name] ?? []
  if (!Array.isArray(list) || !list.every(isFields)) throw new WechatError(47001)
  return list
}

function words(account: Account, text: string): string {
  if (text === '') throw new WechatError(44004)
  if (Buffer.byteLength(text) > account.options.textBytes) throw new WechatError(45002)
  return text
}

/** A thumbnail may be any picture; everything else must be of its kind. */
function media(account: Account, fields: Fields, kind: MediaKind, name = 'media_id'): Media {
  const found = account.findMedia(textOf(fields, name))
  if (found === undefined || (found.kind !== kind && !(kind === 'thumb' && found.kind === 'image'))) throw new WechatError(40007)
  return found
}

function link(title: string, description: string | undefined, url: string): Shown {
  return { link: { title, url, ...(description === undefined || description === '' ? {} : { description }) } }
}

export function view(type: MediaView['type'], { key, mime, name, bytes }: StoredFile, seconds?: number): MediaView {
  return { type, key, mime, name, bytes: bytes.length, ...(seconds === undefined ? {} : { seconds }) }
}
