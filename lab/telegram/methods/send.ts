import type { Message } from '@grammyjs/types'
import { Args } from '../args.ts'
import { writableChat, type MethodCall } from '../access.ts'
import { badRequest } from '../errors.ts'
import { detailsFrom, inputFile, mediaContent, type MediaKind } from '../media.ts'
import { postByBot, type Content } from '../post.ts'
import { caption, messageText } from '../text/formatted.ts'
import { repliedTo, send, takeRoom, type Method } from './common.ts'

export const sendMessage: Method = (call) => {
  const { text, entities } = messageText(call.args)
  return send(call, { text, ...(entities.length === 0 ? {} : { entities }) })
}

const captioned: readonly MediaKind[] = ['photo', 'document', 'voice', 'audio', 'video', 'animation']

const sendMedia =
  (kind: MediaKind): Method =>
  async (call): Promise<Message> => {
    const { world, args } = call
    const file = await inputFile(call, kind, kind, args.text(kind))
    return send(call, { ...mediaContent(world, kind, file, detailsFrom(args)), ...(captioned.includes(kind) ? caption(args) : {}) })
  }

export const sendPhoto = sendMedia('photo')
export const sendDocument = sendMedia('document')
export const sendVoice = sendMedia('voice')
export const sendAudio = sendMedia('audio')
export const sendVideo = sendMedia('video')
export const sendVideoNote = sendMedia('video_note')
export const sendAnimation = sendMedia('animation')
export const sendSticker = sendMedia('sticker')

const groupable: readonly string[] = ['photo', 'video', 'document', 'audio']

export const sendMediaGroup: Method = async (call): Promise<Message[]> => {
  const { world, bot } = call
  const parts = albumParts(call)
  const contents: Content[] = []
  const kinds = new Set<string>()
  for (const part of parts) {
    const kind = part.args.text('type')
    const cant = (why: string): Error => badRequest(`can't parse InputMedia: ${why}`)
    if (kind === 'animation') throw cant('type "animation" can\'t be used in sendMediaGroup')
    if (!groupable.includes(kind)) throw cant(`type "${kind}" is unsupported`)
    if (part.args.text('media') === '') throw cant('media not found')
    kinds.add(kind)
    const file = await inputFile(call, kind as MediaKind, '', part.args.text('media'))
    contents.push({ ...mediaContent(world, kind as MediaKind, file, detailsFrom(part.args)), ...caption(part.args) })
  }
  for (const [kind, name] of [
    ['document', 'Document'],
    ['audio', 'Audio'],
  ] as const)
    if (kinds.size > 1 && kinds.has(kind)) throw badRequest(`${name} can't be mixed with other media types`)
  const chat = writableChat(call)
  const replyTo = repliedTo(call, chat)
  takeRoom(call, chat, contents.length)
  const album = String(13_000_000_000_000_000 + world.serial())
  return contents.map((content) => postByBot(world, bot, chat, { ...content, media_group_id: album }, { replyTo }).message)
}

function albumParts({ args }: MethodCall): { args: Args }[] {
  let media: unknown
  try {
    media = args.structure('media')
  } catch {
    throw badRequest("can't parse media JSON object")
  }
  if (media === undefined) throw badRequest('parameter "media" is required')
  if (!Array.isArray(media)) throw badRequest('expected an Array of InputMedia')
  if (media.length === 0) throw badRequest('there are no messages to send')
  if (media.length > 10) throw badRequest('too many messages to send as an album')
  return media.map((part) => ({ args: new Args(part as Record<string, unknown>) }))
}

function place({ args }: MethodCall): { latitude: number; longitude: number } {
  const latitude = args.number('latitude')
  const longitude = args.number('longitude')
  if (latitude === undefined) throw badRequest('latitude is empty')
  if (longitude === undefined) throw badRequest('longitude is empty')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified')
  return { latitude, longitude }
}

const required = ({ args }: MethodCall, name: string): string => {
  const text = args.text(name)
  if (text === '') throw badRequest(`parameter "${name}" is required`)
  return text
}

export const sendLocation: Method = (call) => send(call, { location: place(call) })

export const sendVenue: Method = (call) => {
  const location = place(call)
  return send(call, { location, venue: { location, title: required(call, 'title'), address: required(call, 'address') } })
}

export const sendContact: Method = (call) => {
  const last = call.args.text('last_name')
  const contact = { phone_number: required(call, 'phone_number'), first_name: required(call, 'first_name') }
  return send(call, { contact: { ...contact, ...(last === '' ? {} : { last_name: last }) } })
}
