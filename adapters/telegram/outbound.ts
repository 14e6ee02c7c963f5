import type { Api } from 'grammy/web'
import type { InlineKeyboardMarkup, Message } from '@grammyjs/types'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { Upload, createApi } from './api.ts'
import type { Credentials } from './manifest.ts'
import { entitiesOf } from './marks.ts'
import { number, text } from '../../src/contract/read.ts'
import { id } from './id.ts'

type TextBody = Extract<SegmentBody, { type: 'text' }>
type MediaBody = Extract<SegmentBody, { type: 'media' }>
type LocationBody = Extract<SegmentBody, { type: 'location' }>

/** What a call into a thread carries besides the chat. */
interface Route {
  business_connection_id?: string
  message_thread_id?: number
  direct_messages_topic_id?: number
}

/** Sends one segment. A missing target of a reply is no reason to say nothing. */
export async function send(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  const api = createApi(ctx)
  const chat = chatOf(out.thread)
  const replyTo = Number(out.replyTo)
  const common: Common = {
    ...routeOf(out.thread),
    ...(replyTo > 0 && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  }
  const sent = await dispatch(api, chat, out, common)
  const externalId = id(sent?.message_id)
  return externalId ? { externalId, state: 'sent' } : { state: 'sent' }
}

type Common = Route & { reply_parameters?: { message_id: number; allow_sending_without_reply: true } }

async function dispatch(api: Api, chat: number, out: Outgoing, common: Common): Promise<Message | undefined> {
  const { body } = out
  if (body.type === 'text') return sendText(api, chat, body, common)
  if (body.type === 'location') return sendLocation(api, chat, body, common)
  return sendMedia(api, chat, body, await out.open(body.file), common)
}

function sendText(api: Api, chat: number, { text: words, marks = [], buttons }: TextBody, common: Common): Promise<Message> {
  return api.sendMessage(chat, words, {
    ...common,
    ...(marks.length > 0 && { entities: entitiesOf(marks) }),
    ...(buttons && { reply_markup: keyboard(buttons) }),
  })
}

const keyboard = (rows: NonNullable<TextBody['buttons']>): InlineKeyboardMarkup => ({
  inline_keyboard: rows.map((row) => row.map(({ id, label }) => ({ text: label, callback_data: id }))),
})

/** A venue needs both a name and an address. */
function sendLocation(api: Api, chat: number, { latitude, longitude, name, address }: LocationBody, common: Common): Promise<Message> {
  if (!name && !address) return api.sendLocation(chat, latitude, longitude, common)
  const point = `${latitude}, ${longitude}`
  return api.sendVenue(chat, latitude, longitude, name ?? address ?? point, name && address ? address : point, common)
}

/** For files without a name: the server goes by the ending. */
const EXTENSIONS: { [mime: string]: string } = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mp4': 'm4a',
  'audio/m4a': 'm4a',
  'audio/x-m4a': 'm4a',
  'video/mp4': 'mp4',
}

/** Photos larger than this, or longer than 1:20, are refused. */
const MAX_SIDES = 10_000
const MAX_RATIO = 20

function sendMedia(api: Api, chat: number, body: MediaBody, blob: Blob, common: Common): Promise<Message> {
  const { as, caption, marks = [], width, height, seconds } = body
  const mime = body.mime.split(';', 1)[0]?.trim() ?? ''
  const file = new Upload(blob, body.name ?? `${as}.${EXTENSIONS[mime] ?? 'bin'}`)
  const options = {
    ...common,
    ...(caption && { caption }),
    ...(caption && marks.length > 0 && { caption_entities: entitiesOf(marks) }),
  }
  const facts = { ...(width && { width }), ...(height && { height }), ...(seconds && { duration: Math.round(seconds) }) }
  if (as === 'image' && mime === 'image/gif') return api.sendAnimation(chat, file, { ...options, ...facts })
  if (as === 'image' && !isExtreme(width, height)) return api.sendPhoto(chat, file, options)
  if (as === 'video') return api.sendVideo(chat, file, { ...options, ...facts, supports_streaming: true })
  if (as === 'audio') {
    const { width: _width, height: _height, ...length } = facts
    return mime === 'audio/ogg'
      ? api.sendVoice(chat, file, { ...options, ...length })
      : api.sendAudio(chat, file, { ...options, ...length })
  }
  return api.sendDocument(chat, file, options)
}

function isExtreme(width = 1, height = 1): boolean {
  return width + height > MAX_SIDES || Math.max(width, height) > MAX_RATIO * Math.min(width, height)
}

/** The number at the front of a thread's id. */
function chatOf(thread: ThreadRef): number {
  const chat = Number.parseInt(thread.externalId, 10)
  if (!Number.isSafeInteger(chat)) throw new AdapterFault('gone', 'This is no chat of Telegram.', { certain: true })
  return chat
}

function routeOf({ route = {} }: ThreadRef): Route {
  const business = text(route['business_connection_id'])
  const topic = number(route['message_thread_id'])
  const direct = number(route['direct_messages_topic_id'])
  return {
    ...(business && { business_connection_id: business }),
    ...(topic && { message_thread_id: topic }),
    ...(direct && { direct_messages_topic_id: direct }),
  }
}

/** Shown for five seconds at most, or until a message comes. */
export async function typing(ctx: Ctx<Credentials>, thread: ThreadRef): Promise<void> {
  const { direct_messages_topic_id: direct, ...route } = routeOf(thread)
  // Not offered for the direct messages of a channel.
  if (!direct) await createApi(ctx).sendChatAction(chatOf(thread), 'typing', route)
}

/** Within 48 hours of sending. */
export async function recall(ctx: Ctx<Credentials>, thread: ThreadRef, externalId: string): Promise<void> {
  const { business_connection_id: business } = routeOf(thread)
  // Deleting there is another call, with a right of its own.
  if (business) throw new AdapterFault('content', 'Messages of a business account are taken back in Telegram itself.', { certain: true })
  await createApi(ctx).deleteMessage(chatOf(thread), Number(externalId))
}

/** Stops the turning circle on a button. One that has been turning for too long has stopped by itself. */
export async function answerPress(ctx: Ctx<Credentials>, answer: string): Promise<void> {
  try {
    await createApi(ctx).answerCallbackQuery(answer)
  } catch (error) {
    if (!(error instanceof AdapterFault && error.code === 'content')) throw error
  }
}
