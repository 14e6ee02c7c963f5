import type { ChatView, Phone } from '../screen.ts'
import type { Chat } from './chat.ts'
import { menuView } from './menu.ts'
import type { Person, World } from './world.ts'

/** How many bubbles of a chat a phone shows. */
const shown = 80

/** A phone: a chat with every account there is, followed or not. */
export function phoneOf(world: World, person: Person, can: string[]): Phone {
  const chats = [...world.accounts.values()].map((account) => account.chatWith(person))
  return { id: person.phone, platform: 'wechat', owner: { id: String(person.id), name: person.name }, chats: chats.map(chatView), can }
}

function chatView(chat: Chat): ChatView {
  const { account, notice, bubbles } = chat
  return {
    id: account.appid,
    title: account.name,
    kind: 'private',
    fresh: chat.following === undefined,
    blocked: chat.refusing,
    ...(chat.typing ? { activity: 'typing' } : {}),
    ...(account.menu.length === 0 || chat.following === undefined ? {} : { menu: menuView(account.menu) }),
    ...(notice === undefined ? {} : { notice }),
    bubbles: bubbles.slice(-shown),
  }
}
