/** What a person sees on an emulated phone: the same words for every platform, so that one page shows them all. */
export interface Phone {
  id: string
  /** Kind of the emulator it belongs to. */
  platform: string
  owner: { id: string; name: string }
  chats: ChatView[]
  /** Names of the actions that can be asked of this phone. */
  can: string[]
}

/** An entry of the menu that an account keeps below the chat: pressed by the action `menu` with its `key`. */
export interface MenuEntry {
  label: string
  key: string
  entries?: MenuEntry[]
}

export interface ChatView {
  id: string
  title: string
  kind: 'private' | 'group' | 'business'
  /** Not yet begun: the phone offers a start button. */
  fresh: boolean
  blocked: boolean
  /** What the other side is doing right now, such as `typing`. */
  activity?: string
  /** A short notice over the chat, after a button was pressed. */
  toast?: { text: string; alert: boolean }
  /** Buttons in place of the keyboard. */
  keyboard?: string[][]
  /** The account's own menu, below the chat. */
  menu?: MenuEntry[]
  /** What stands over the chat until it is over: "encrypted", "the service is out of order". */
  notice?: string
  bubbles: Bubble[]
}

export interface Bubble {
  id: number
  /** Sent from this phone. */
  mine: boolean
  author: string
  /** Milliseconds since 1970. */
  at: number
  text?: string
  marks?: Mark[]
  media?: MediaView
  /** Parts with the same album stand in one bubble. */
  album?: string
  place?: { latitude: number; longitude: number; title?: string; address?: string }
  card?: { name: string; phone: string }
  link?: { title: string; description?: string; url: string }
  buttons?: Button[][]
  reply?: { id: number; author: string; text: string; kind: 'text' | 'place' | 'card' | MediaView['type'] }
  forwarded?: string
  edited: boolean
  /** Taken back by whoever wrote it. */
  recalled?: boolean
  /** What this person thinks of it, where the platform has thumbs below a message; null: has them and was not asked yet. */
  rated?: 'like' | 'dislike' | null
  /** What the other side put on it. */
  reactions: string[]
  /** How far an own message came. */
  state?: 'sent' | 'delivered' | 'read'
  /** A line of the platform itself, such as "X joined"; `text` says it in English. */
  service?: Service
}

export interface Service {
  what: 'created' | 'joined' | 'added' | 'left' | 'upgraded'
  who: string
  whom?: string
}

/** Offsets in UTF-16 code units. */
export interface Mark {
  type: string
  offset: number
  length: number
  url?: string
}

export interface Button {
  label: string
  /** What is sent back when it is pressed; absent for a link. */
  data?: string
  url?: string
  /** Pressed and not yet answered. */
  pending: boolean
}

export interface MediaView {
  type: 'photo' | 'video' | 'animation' | 'voice' | 'audio' | 'file' | 'sticker' | 'video-note'
  /** The key under which the lab serves the bytes to the page. */
  key: string
  name?: string
  mime: string
  bytes: number
  width?: number
  height?: number
  seconds?: number
}
