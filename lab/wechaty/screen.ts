import type { Bubble, ChatView, MediaView, Phone } from '../screen.ts'
import { type Chat, type Message, type Person, type Stored, TYPE, type World } from './world.ts'

/** How many messages of a chat a phone shows. */
const shown = 80

const kinds: { [type: number]: MediaView['type'] } = {
  [TYPE.image]: 'photo',
  [TYPE.video]: 'video',
  [TYPE.audio]: 'voice',
  [TYPE.emoticon]: 'sticker',
}

/** Keeps a file and says how it looks. */
export function mediaView(world: World, type: number, { name, mime, bytes }: Stored, seconds?: number): MediaView {
  const key = world.mint(16, 36)
  world.files.set(key, { name, mime, bytes })
  return { type: kinds[type] ?? 'file', key, name, mime, bytes: bytes.length, ...(seconds !== undefined && { seconds }) }
}

export const loginChat = 'login'
export const chatKey = (me: Person, chat: Chat): string =>
  chat.topic === undefined ? `with:${chat.members.find(({ id }) => id !== me.id)?.id ?? me.id}` : `room:${chat.id}`

/** Whom one can write to: accounts everybody, everybody the accounts, and the groups one is in. */
export function chatsOf(world: World, me: Person): Chat[] {
  const others = [...world.people.values()].filter(({ id, account }) => id !== me.id && account !== me.account)
  const groups = [...world.chats.values()].filter(({ topic, members }) => topic !== undefined && members.some(({ id }) => id === me.id))
  return [...others.map((other) => world.between(me, other)), ...groups]
}

export const phoneOf = (world: World, me: Person, can: string[]): Phone => ({
  id: me.phone,
  platform: 'wechaty',
  owner: { id: me.id, name: me.name },
  chats: [...(me.account ? [loginView(world, me)] : []), ...chatsOf(world, me).map((chat) => chatView(me, chat))],
  can,
})

/** On an account's phone: where codes are scanned, and whether a program is signed in. */
function loginView(world: World, me: Person): ChatView {
  const signedIn = [...world.puppets].some(({ person }) => person?.id === me.id)
  return {
    id: loginChat,
    title: '登录 · Sign-in',
    kind: 'private',
    fresh: !signedIn,
    blocked: false,
    ...(signedIn && { notice: '已在其他设备登录微信 · Signed in on another device' }),
    bubbles: [],
  }
}

const chatView = (me: Person, chat: Chat): ChatView => ({
  id: chatKey(me, chat),
  title: chat.topic ?? chat.members.find(({ id }) => id !== me.id)?.name ?? me.name,
  kind: chat.topic === undefined ? 'private' : 'group',
  fresh: false,
  blocked: false,
  bubbles: bubblesOf(me, chat).slice(-shown),
})

export const bubblesOf = (me: Person, chat: Chat): Bubble[] => chat.messages.map((message) => bubbleOf(me, message))

export function bubbleOf(me: Person, { n, from, at, text, media, place, link, card, recalled }: Message): Bubble {
  const mine = from.id === me.id
  return {
    id: n,
    mine,
    author: from.name,
    at,
    edited: false,
    reactions: [],
    ...(recalled
      ? { recalled }
      : { ...(text !== undefined && { text }), ...(media && { media }), ...(place && { place }), ...(link && { link }) }),
    ...(card && !recalled && { card: { name: card.name, phone: '' } }),
    ...(mine && { state: 'sent' as const }),
  }
}
