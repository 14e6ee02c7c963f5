import type { Bubble, Button, ChatView, MediaView, Phone } from '../screen.ts'
import type { QqFile } from './files.ts'
import type { KeyButton } from './keyboard.ts'
import { isBot, type Chat, type Person, type Stored, type World } from './world.ts'

/** How many messages of a chat a phone shows. */
const shown = 80

export const chatKey = (chat: Chat): string =>
  chat.kind === 'group' ? `group:${chat.n}` : `${chat.kind === 'dm' ? 'dm' : 'bot'}:${chat.bot.appId}`

/** All chats a person has or could begin. */
export function chatsOf(world: World, person: Person): Chat[] {
  const bots = [...world.bots.values()]
  const dms = bots.flatMap((bot) => bot.dms.get(person) ?? [])
  const groups = [...world.groups.values()].filter(({ people }) => people.has(person))
  return [...bots.map((bot) => bot.chatWith(person)), ...groups, ...dms]
}

export function phoneOf(world: World, person: Person, can: string[]): Phone {
  const chats = chatsOf(world, person).map((chat) => chatView(world, chat, person))
  return { id: person.phone, platform: 'qq', owner: { id: String(person.n), name: person.name }, chats, can }
}

function chatView(world: World, chat: Chat, person: Person): ChatView {
  const now = world.now()
  const friendly = chat.kind === 'c2c' ? chat : undefined
  const menu = friendly?.bot.profile.menu ?? []
  return {
    id: chatKey(chat),
    title: titleOf(chat),
    kind: chat.kind === 'group' ? 'group' : 'private',
    fresh: friendly !== undefined && friendly.friend === undefined,
    blocked: friendly?.friend === false,
    ...(chat.typingUntil > now ? { activity: 'typing' } : {}),
    ...(chat.toast !== undefined && chat.toast.until > now ? { toast: { text: chat.toast.text, alert: false } } : {}),
    ...(menu.length === 0 ? {} : { menu: menu.map(({ label, key }) => ({ label, key })) }),
    ...(friendly?.receives === false ? { notice: '已关闭主动消息 · messages out of turn are off' } : {}),
    bubbles: bubbles(world, chat, person).slice(-shown),
  }
}

const titleOf = (chat: Chat): string => {
  if (chat.kind === 'group') return chat.title
  return chat.kind === 'dm' ? `${chat.bot.name} · 频道私信` : chat.bot.name
}

/** Everything in a chat, oldest first. */
export const bubbles = (world: World, chat: Chat, person: Person): Bubble[] =>
  chat.messages.map((stored) => bubble(world, chat, stored, person))

export function bubble(world: World, chat: Chat, stored: Stored, person: Person): Bubble {
  const { n, by, at, file, ark, keyboard, quoted, recalled, rated, state } = stored
  const mine = by === person
  const text = withNames(world, chat, stored.text)
  const base = { id: n, mine, author: by.name, at, edited: false, reactions: [] }
  if (recalled) return { ...base, recalled: true }
  return {
    ...base,
    ...(text === '' ? {} : { text }),
    ...(file === undefined ? {} : { media: mediaOf(file) }),
    ...(ark === undefined ? {} : card(ark.ark_type, ark.prompt, ark.fields)),
    ...(keyboard === undefined ? {} : { buttons: keyboard.map((row) => row.map(button)) }),
    ...(quoted === undefined ? {} : { reply: quoteOf(quoted) }),
    ...(chat.kind === 'c2c' && isBot(by) ? { rated: rated ?? null } : {}),
    ...(mine ? { state } : {}),
  }
}

/** In a group a bot names people by `<qqbot-at-user id="…" />`. */
function withNames(world: World, chat: Chat, text: string): string {
  if (chat.kind !== 'group') return text
  return text.replaceAll(/<qqbot-at-user id="([^"]*)"\s*\/>/g, (tag, id: string) => {
    for (const bot of chat.bots.keys()) {
      for (const person of chat.people.keys()) if (world.openid(bot, 'member', `${chat.n} ${person.phone}`) === id) return `@${person.name}`
    }
    return tag
  })
}

function card(type: string, prompt: string, fields: Record<string, string>): Pick<Bubble, 'place' | 'link'> {
  const { title = prompt, address, latitude, longitude, desc, url = '' } = fields
  if (type !== 'map') return { link: { title, url, ...(desc === undefined ? {} : { description: desc }) } }
  return { place: { latitude: Number(latitude), longitude: Number(longitude), title, ...(address === undefined ? {} : { address }) } }
}

const button = ({ type, label, visited, data, used, pending }: KeyButton): Button => ({
  label: used ? (visited ?? label) : label,
  ...(type === 0 ? { url: data } : { data }),
  pending: pending !== undefined,
})

const types = { 1: 'photo', 2: 'video', 3: 'voice', 4: 'file' } as const

/** A voice is heard in its WAV: the recording itself plays nowhere. */
function mediaOf(file: QqFile): MediaView {
  const { key, mime, bytes } = file.wav ?? file
  const { type, name, width, height, seconds } = file
  return {
    type: types[type],
    key,
    mime,
    bytes: bytes.length,
    name,
    ...(width === undefined || height === undefined ? {} : { width, height }),
    ...(seconds === undefined ? {} : { seconds }),
  }
}

const quoteOf = ({ n, by, text, file, ark }: Stored): NonNullable<Bubble['reply']> => ({
  id: n,
  author: by.name,
  text: text || (ark?.prompt ?? ''),
  kind: file === undefined ? (ark === undefined ? 'text' : 'card') : types[file.type],
})
