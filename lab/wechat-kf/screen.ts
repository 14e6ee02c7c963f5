import type { Bubble, ChatView, Phone } from '../screen.ts'
import type { KfAccount } from './account.ts'
import type { Session } from './session.ts'
import type { Person, World } from './world.ts'

/** How many messages of a chat a phone shows. */
const shown = 80

export const chatKey = (account: KfAccount): string => `kf:${account.id}`

export const phoneOf = (world: World, person: Person, can: string[]): Phone => ({
  id: person.phone,
  platform: 'wechat-kf',
  owner: { id: String(person.id), name: person.name },
  chats: world.accounts().map((account) => chatView(account, account.session(person))),
  can,
})

const chatView = (account: KfAccount, session: Session): ChatView => ({
  id: chatKey(account),
  title: account.name,
  kind: 'private',
  fresh: session.entrance === undefined,
  blocked: session.refuses,
  bubbles: bubbles(session).slice(-shown),
})

/** Everything in a chat, oldest first. */
export const bubbles = (session: Session): Bubble[] => session.messages.map(({ bubble }) => ({ ...bubble }))
