import type { Bubble } from '../screen.ts'
import { raw, type Raw } from '../weixin/xml.ts'
import type { Chat, Shown } from './chat.ts'
import type { Scene } from './options.ts'
import type { World } from './world.ts'

export type Fields = Record<string, string | number | Raw>

export interface Message {
  type: string
  /** What the push says beside the common elements. */
  fields: Fields
  /** What the phone shows. */
  shown: Shown
  /** What it allows the account; a press on a msgmenu counts as a menu. */
  scene?: Scene
  /** Elements after the MsgId. */
  after?: Fields
}

/** A person writes: a bubble, and a push. Throws when they don't follow the account. */
export function postMessage(world: World, chat: Chat, { type, fields, shown, scene = 'message', after = {} }: Message): Bubble {
  if (chat.following === undefined) throw new Error('The account is not followed: follow it first')
  chat.active(scene)
  const bubble = chat.add(shown, true)
  const all = { ...common(world, chat, type), ...fields, MsgId: raw(world.messageId()), ...after }
  chat.account.pusher.push({ what: type, chat, fields: all, bubble, deaf: false })
  return bubble
}

export interface Happening {
  scene?: Scene
  /** Done by the person; otherwise by the platform. Default true. */
  personal?: boolean
  /** Nobody is there to see an answer. */
  deaf?: boolean
}

/** Something happens that is no message: a push without a MsgId. */
export function postEvent(world: World, chat: Chat, event: string, fields: Fields, happening: Happening = {}): void {
  const { scene, personal = true, deaf = false } = happening
  if (personal) chat.active(scene)
  const all = { ...common(world, chat, 'event'), Event: event, ...fields }
  chat.account.pusher.push({ what: event, chat, fields: all, deaf })
  chat.changed()
}

function common(world: World, { account, openid }: Chat, type: string): Fields {
  return { ToUserName: account.user, FromUserName: openid, CreateTime: world.seconds(), MsgType: type }
}
