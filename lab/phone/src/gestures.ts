import {
  AtSign,
  AudioLines,
  Ban,
  Bell,
  BellOff,
  BookOpenCheck,
  Clapperboard,
  Contact,
  FileText,
  FileUp,
  Film,
  Hourglass,
  Image,
  ImageUp,
  Images,
  Link,
  Lock,
  MapPin,
  PackageOpen,
  PencilLine,
  Rocket,
  ScanLine,
  Server,
  Sticker,
  UserMinus,
  UserPlus,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { ChatView, Phone } from '../../screen.ts'
import type { State } from './store.ts'
import type { Word } from './words.ts'

/** One line of a form. */
export interface Field {
  name: string
  word: Word
  value?: string
  type?: 'url' | 'number'
  choices?: readonly string[]
  optional?: boolean
  /** What can be picked instead of typed. */
  suggest?: (state: State, phone: Phone | undefined) => string[]
}

/** Something a person can do with the phone: an action of the emulator, and what has to be known for it. */
export interface Gesture {
  action: string
  word: Word
  icon?: LucideIcon
  /** A file is picked for it. */
  pick?: string
  ask?: readonly Field[]
  /** Input that is always the same, and input that comes of where it is done. */
  with?: object
  from?: (phone: Phone, chat: ChatView | undefined) => object
  /** Kinds of platform; all whose phones can do it when absent. */
  kinds?: readonly string[]
  when?: (chat: ChatView) => boolean
  danger?: boolean
  /** Said when it is done and nothing else shows it. */
  done?: Word
}

/** Those that this phone can do, in this chat. */
export const possible = (gestures: readonly Gesture[], phone: Phone, chat: ChatView): Gesture[] =>
  gestures.filter(
    ({ action, kinds, when }) => phone.can.includes(action) && kinds?.includes(phone.platform) !== false && when?.(chat) !== false,
  )

const rare = ['business_card', 'channels_shop_product', 'channels_shop_order', 'merged_msg', 'channels', 'note', 'meeting', 'schedule']

export const attachments: readonly Gesture[] = [
  { action: 'photo', word: 'photo', icon: ImageUp, pick: 'image/*' },
  { action: 'photo', word: 'samplePhoto', icon: Image },
  { action: 'album', word: 'album', icon: Images, with: { count: 4 } },
  { action: 'video', word: 'video', icon: Film, pick: 'video/*' },
  { action: 'video', word: 'sampleVideo', icon: Clapperboard },
  { action: 'gif', word: 'gif', icon: Clapperboard },
  { action: 'file', word: 'file', icon: FileUp, pick: '' },
  { action: 'file', word: 'sampleFile', icon: FileText, with: { name: 'sample.txt', mime: 'text/plain' } },
  { action: 'voice', word: 'spoken', icon: AudioLines, kinds: ['qq'], ask: [{ name: 'transcript', word: 'spokenWords', value: '你好' }] },
  {
    action: 'voice',
    word: 'spoken',
    icon: AudioLines,
    kinds: ['wechat'],
    ask: [{ name: 'recognition', word: 'spokenWords', value: '你好' }],
  },
  { action: 'location', word: 'location', icon: MapPin, with: { latitude: 31.2304, longitude: 121.4737 } },
  {
    action: 'link',
    word: 'link',
    icon: Link,
    ask: [
      { name: 'title', word: 'linkTitle', value: '订单 Order 4711' },
      { name: 'url', word: 'linkUrl', value: 'https://shop.example/orders/4711', type: 'url' },
    ],
  },
  { action: 'contact', word: 'contact', icon: Contact, from: (phone) => ({ name: phone.owner.name, number: '+49 30 901820' }) },
  { action: 'sticker', word: 'sticker', icon: Sticker },
  { action: 'rare', word: 'rare', icon: PackageOpen, ask: [{ name: 'type', word: 'rareType', choices: rare }] },
]

/** Codes that the hub had made, and links the chats show; then the scenes of some printed codes. */
function codes({ journal }: State, phone: Phone | undefined): string[] {
  const answers = journal.filter(({ platform, what }) => platform === phone?.platform && /qrcode|add_contact_way/.test(what))
  const made = answers.map(({ response }) =>
    typeof response === 'object' && response !== null && 'url' in response ? response.url : undefined,
  )
  const shown = (phone?.chats ?? []).flatMap(({ bubbles }) => bubbles.map((bubble) => (bubble.mine ? undefined : bubble.link?.url)))
  const printed = phone?.platform === 'wechat' ? ['shop', 'table-7'] : []
  return [...new Set([...made.toReversed(), ...shown.toReversed(), ...printed])].filter((one) => typeof one === 'string').slice(0, 6)
}

const idIn = (chat: ChatView | undefined): string => chat?.id.split(':')[1] ?? ''
const alone = (chat: ChatView): boolean => chat.kind === 'private'

export const chatGestures: readonly Gesture[] = [
  { action: 'scan', word: 'scan', icon: ScanLine, ask: [{ name: 'code', word: 'code', suggest: codes }] },
  {
    action: 'start',
    word: 'startWith',
    icon: Rocket,
    kinds: ['telegram', 'qq', 'wechat-kf'],
    when: alone,
    ask: [{ name: 'payload', word: 'payload', optional: true }],
  },
  { action: 'post', word: 'post', icon: PencilLine, ask: [{ name: 'text', word: 'message' }] },
  { action: 'encrypted', word: 'encrypted', icon: Lock, when: alone, ask: [{ name: 'text', word: 'message' }] },
  { action: 'typing', word: 'beginTyping', icon: AtSign, when: alone, done: 'told' },
  { action: 'read', word: 'readAll', icon: BookOpenCheck, when: alone, done: 'told' },
  { action: 'expire', word: 'expire', icon: Hourglass, when: (chat) => !chat.fresh, done: 'expired' },
  { action: 'reject', word: 'reject', icon: BellOff, when: (chat) => alone(chat) && chat.notice === undefined },
  { action: 'receive', word: 'receive', icon: Bell, when: (chat) => alone(chat) && chat.notice !== undefined },
  { action: 'joinGuild', word: 'joinGuild', icon: Server, when: alone, from: (_, chat) => ({ appId: idIn(chat) }) },
  { action: 'follow', word: 'follow', icon: UserPlus, kinds: ['x'], done: 'followed' },
  { action: 'unfollow', word: 'unfollow', icon: UserMinus, when: (chat) => !chat.fresh, done: 'unfollowed', danger: true },
  { action: 'block', word: 'block', icon: Ban, when: (chat) => alone(chat) && !chat.blocked && !chat.fresh, danger: true },
  { action: 'unblock', word: 'unblock', icon: Ban, when: (chat) => alone(chat) && chat.blocked },
]

export const newGroup: Gesture = {
  action: 'newGroup',
  word: 'newGroup',
  icon: Users,
  ask: [{ name: 'title', word: 'groupTitle', value: 'Neighbours 邻居' }],
}
