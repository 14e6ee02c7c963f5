import type { Bubble } from '../screen.ts'
import type { KfAccount } from './account.ts'
import type { Content } from './content.ts'
import type { State } from './options.ts'
import type { Person, World } from './world.ts'

/** A message as the chat keeps it. */
export interface Stored {
  bubble: Bubble
  msgid: string
  by: 'customer' | 'api' | 'servicer'
  /** What the API sent; a menu is pressed in it. */
  content?: Content
}

/** Where a customer came from when the chat was last opened. */
export interface Entrance {
  scene: string
  scene_param: string
  wechat_channels?: { nickname: string; scene: number }
}

/** One person's chat with one account. */
export interface Session {
  account: KfAccount
  person: Person
  state: State
  /** Who serves in state 3, or served last. */
  servicer: string
  entrance: Entrance | undefined
  /** Lab time of the customer's last message. */
  wroteAt: number | undefined
  welcomedAt: number | undefined
  /** The window opened by the customer's last message: until when, and what is left of it. */
  window: { until: number; left: number }
  /** The customer takes no messages of this account. */
  refuses: boolean
  /** The servicers take no messages of this customer. */
  refused: boolean
  messages: Stored[]
}

export const newSession = (account: KfAccount, person: Person): Session => ({
  account,
  person,
  state: 4,
  servicer: '',
  entrance: undefined,
  wroteAt: undefined,
  welcomedAt: undefined,
  window: { until: 0, left: 0 },
  refuses: false,
  refused: false,
  messages: [],
})

/** Puts a message onto the phone. */
export function show(world: World, session: Session, message: Omit<Stored, 'bubble'> & { author: string; view: Partial<Bubble> }): Stored {
  const { author, view, ...rest } = message
  const mine = message.by === 'customer'
  const bubble: Bubble = {
    id: (session.messages.at(-1)?.bubble.id ?? 0) + 1,
    mine,
    author,
    at: world.now(),
    edited: false,
    reactions: [],
    ...(mine ? { state: 'sent' } : {}),
    ...view,
  }
  const stored = { ...rest, bubble }
  session.messages.push(stored)
  world.changed(session)
  return stored
}

/** The ids that both messages and events carry. */
export const idsOf = ({ account, person }: Session) => ({
  open_kfid: account.id,
  external_userid: account.corp.externalId(person),
})

/**
 * A customer writes: an ended session is new again, and the window opens anew. A click on a menu does the same [from memory:
 * it comes as a text]. While the servicers refuse the customer, nothing reaches the account [the lab's reading].
 */
export function customerWrites(
  world: World,
  session: Session,
  message: { type: string; payload: object; view: Partial<Bubble>; silk?: string },
): Stored {
  const { type, payload, view, silk } = message
  const { account, person } = session
  const stored = show(world, session, { msgid: world.id('', 32), by: 'customer', author: person.name, view })
  if (session.refused) return stored
  const { windowMs, windowCount } = world.options
  session.wroteAt = world.now()
  session.window = { until: world.now() + windowMs, left: windowCount }
  if (session.state === 4) session.state = 0
  const seen = (): void => {
    stored.bubble.state = 'delivered'
    world.changed(session)
  }
  const item = { msgid: stored.msgid, ...idsOf(session), send_time: world.date(), origin: 3, msgtype: type, [type]: payload } as const
  account.publish({ at: world.now(), item, seen, ...(silk === undefined ? {} : { silk }) })
  return stored
}
