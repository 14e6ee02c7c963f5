import type { InlineKeyboardButton, Message } from '@grammyjs/types'
import type { Bubble, Button, ChatView, Mark, MediaView, Phone, Service } from '../screen.ts'
import type { FileStore } from './files.ts'
import { entitiesOf, textOf, type Chat, type Person, type Stored, type World } from './world.ts'

/** How many messages of a chat a phone shows. */
const shown = 80

export const chatKey = (chat: Chat): string => {
  if (chat.kind === 'private') return `bot:${chat.bot.user.id}`
  return chat.kind === 'group' ? `group:${chat.id}` : `business:${chat.connection.id}:${chat.customer.user.id}`
}

/** All chats a person has or could begin. */
export function chatsOf(world: World, person: Person): Chat[] {
  const bots = [...world.bots.values()].filter((bot) => !bot.revoked).map((bot) => bot.chatWith(person))
  const groups = [...world.groups.values()].filter((group) => group.members.has(person) && group.upgradedTo === undefined)
  const business = [...world.connections.values()].flatMap((connection) =>
    [...connection.chats.values()].filter((chat) => chat.customer === person || connection.owner === person),
  )
  return [...bots, ...groups, ...business]
}

export function phoneOf(world: World, person: Person, can: string[]): Phone {
  return {
    id: person.phone,
    platform: 'telegram',
    owner: { id: String(person.user.id), name: nameOf(person.user) },
    chats: chatsOf(world, person).map((chat) => chatView(world, chat, person)),
    can,
  }
}

function chatView(world: World, chat: Chat, person: Person): ChatView {
  const now = world.now()
  const { activity, toast } = chat
  return {
    id: chatKey(chat),
    title: titleOf(chat, person),
    kind: chat.kind,
    fresh: chat.kind === 'private' && !chat.started,
    blocked: chat.kind === 'private' && chat.blocked,
    ...(activity !== undefined && activity.until > now ? { activity: activity.what } : {}),
    ...(toast !== undefined && toast.until > now ? { toast: { text: toast.text, alert: toast.alert } } : {}),
    ...(chat.keyboard === undefined ? {} : { keyboard: chat.keyboard }),
    bubbles: bubbles(world, chat, person).slice(-shown),
  }
}

/** Everything in a chat that isn't deleted, oldest first. */
export function bubbles(world: World, chat: Chat, person: Person): Bubble[] {
  return [...chat.messages.values()].filter((stored) => !stored.gone).map((stored) => bubble(world, stored, person))
}

export function bubble(world: World, stored: Stored, person: Person): Bubble {
  const { message } = stored
  const service = serviceOf(message)
  const text = service === undefined ? textOf(message) : inEnglish[service.what](service)
  const marks = entitiesOf(message).map(mark)
  const media = mediaOf(message, world.files)
  const place = message.location
  const card = message.contact
  const rows = message.reply_markup?.inline_keyboard
  const original = message.reply_to_message
  return {
    id: message.message_id,
    mine: message.from?.id === person.user.id,
    author: message.from === undefined ? '' : nameOf(message.from),
    at: message.date * 1000,
    ...(text === '' ? {} : { text }),
    ...(marks.length === 0 ? {} : { marks }),
    ...(media === undefined ? {} : { media }),
    ...(message.media_group_id === undefined ? {} : { album: message.media_group_id }),
    ...(place === undefined ? {} : { place: { ...pick(place), ...(message.venue === undefined ? {} : pickVenue(message.venue)) } }),
    ...(card === undefined ? {} : { card: { name: nameOf(card), phone: card.phone_number } }),
    ...(rows === undefined ? {} : { buttons: rows.map((row) => row.map((one) => button(one, stored))) }),
    ...(original === undefined ? {} : { reply: quote(original, world.files) }),
    ...(message.forward_origin === undefined ? {} : { forwarded: originName(message.forward_origin) }),
    edited: message.edit_date !== undefined,
    reactions: [...stored.reactions.values()].flat().map((one) => (one.type === 'emoji' ? one.emoji : '⭐')),
    ...(stored.by === person ? { state: stored.state } : {}),
    ...(service === undefined ? {} : { service }),
  }
}

function quote(original: Message, files: FileStore): NonNullable<Bubble['reply']> {
  const other = original.location === undefined ? (original.contact === undefined ? 'text' : 'card') : 'place'
  const kind = mediaOf(original, files)?.type ?? other
  return { id: original.message_id, author: original.from?.first_name ?? '', text: textOf(original), kind }
}

const pick = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({ latitude, longitude })
const pickVenue = ({ title, address }: { title: string; address: string }) => ({ title, address })
const nameOf = (of: { first_name: string; last_name?: string }): string => [of.first_name, of.last_name].filter(Boolean).join(' ')

function originName(origin: NonNullable<Message['forward_origin']>): string {
  if (origin.type === 'user') return nameOf(origin.sender_user)
  return origin.type === 'hidden_user' ? origin.sender_user_name : origin.type
}

function titleOf(chat: Chat, person: Person): string {
  if (chat.kind === 'private') return chat.bot.user.first_name
  if (chat.kind === 'group') return chat.info.title ?? ''
  return nameOf(chat.customer === person ? chat.connection.owner.user : chat.customer.user)
}

function mark(entity: Message['entities'] extends (infer E)[] | undefined ? E : never): Mark {
  const { type, offset, length } = entity
  return { type, offset, length, ...('url' in entity ? { url: entity.url } : {}) }
}

function button(one: InlineKeyboardButton, stored: Stored): Button {
  const data = 'callback_data' in one ? one.callback_data : undefined
  return {
    label: one.text,
    ...(data === undefined ? {} : { data }),
    ...('url' in one ? { url: one.url } : {}),
    pending: data !== undefined && stored.pending.has(data),
  }
}

const fields = [
  ['animation', 'animation'],
  ['video_note', 'video-note'],
  ['video', 'video'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['sticker', 'sticker'],
  ['document', 'file'],
] as const

function mediaOf(message: Message, files: FileStore): MediaView | undefined {
  const largest = message.photo?.at(-1)
  if (largest !== undefined) return view('photo', largest, files)
  for (const [field, type] of fields) {
    const media = message[field]
    if (media !== undefined) return view(type, media, files)
  }
  return undefined
}

type ApiMedia = { file_unique_id: string; width?: number; height?: number; duration?: number; file_name?: string }

function view(type: MediaView['type'], media: ApiMedia, files: FileStore): MediaView | undefined {
  const file = files.byUnique(media.file_unique_id)
  if (file === undefined) return undefined
  const { width, height, duration, file_name: name } = media
  return {
    type,
    key: file.unique,
    mime: file.mime,
    bytes: file.bytes.length,
    ...(name === undefined ? {} : { name }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(duration === undefined ? {} : { seconds: duration }),
  }
}

function serviceOf(message: Message): Service | undefined {
  const who = message.from?.first_name ?? ''
  if (message.group_chat_created === true || message.supergroup_chat_created === true) return { what: 'created', who }
  const added = message.new_chat_members
  if (added?.[0] !== undefined) {
    if (added[0].id === message.from?.id) return { what: 'joined', who }
    return { what: 'added', who, whom: added.map(nameOf).join(', ') }
  }
  if (message.left_chat_member !== undefined) return { what: 'left', who: nameOf(message.left_chat_member) }
  const moved = message.migrate_to_chat_id ?? message.migrate_from_chat_id
  return moved === undefined ? undefined : { what: 'upgraded', who }
}

const inEnglish: Record<Service['what'], (service: Service) => string> = {
  created: ({ who }) => `${who} created the group`,
  joined: ({ who }) => `${who} joined the group`,
  added: ({ who, whom = '' }) => `${who} added ${whom}`,
  left: ({ who }) => `${who} left the group`,
  upgraded: () => 'The group was upgraded to a supergroup',
}
