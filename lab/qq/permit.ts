import type { Bot } from './bot.ts'
import { QqError, refused } from './errors.ts'
import type { Scene } from './options.ts'
import type { C2c, Chat, World } from './world.ts'

/** What a message says about its right to be sent. */
export interface Claim {
  msgId?: string | undefined
  eventId?: string | undefined
  /** `msg_seq`. */
  seq: number
  wakeup: boolean
  typing: boolean
  /** The sandbox counts no rates. */
  sandbox: boolean
}

export interface Permit {
  /** It answers something. */
  passive: boolean
  /** To be called when it is sent: uses up what allowed it. */
  commit: () => void
}

const day = 24 * 3600 * 1000

/** Events that may be answered by `event_id`. */
const repliable: Readonly<Record<Scene, readonly string[]>> = {
  c2c: ['INTERACTION_CREATE', 'C2C_MSG_RECEIVE', 'FRIEND_ADD'],
  group: ['INTERACTION_CREATE', 'GROUP_ADD_ROBOT', 'GROUP_MSG_RECEIVE'],
  dm: ['INTERACTION_CREATE'],
}

const inGuild = (code: number): QqError => new QqError(code, { style: 'gateway' })

/**
 * What allows a bot to write into a chat. Throws the refusal: too old is said before a repeated `msg_seq`, that before a
 * count that is used up. (The platform documents the codes, not which comes first.)
 */
export function permit(world: World, bot: Bot, chat: Chat, claim: Claim): Permit {
  mustReach(bot, chat)
  const answering = claim.msgId !== undefined || claim.eventId !== undefined
  if (claim.wakeup) {
    if (answering || chat.kind !== 'c2c') throw refused(40034123)
    return wakeUp(world, chat)
  }
  return answering ? answer(world, bot, chat, claim) : speakUp(world, bot, chat, claim)
}

function mustReach(bot: Bot, chat: Chat): void {
  if (chat.kind === 'c2c' && chat.friend !== true) throw refused(40054004)
  if (chat.kind !== 'group') return
  const membership = chat.bots.get(bot)
  if (membership?.present !== true) throw refused(40054003)
  if (membership.muted) throw refused(40054002)
}

function answer(world: World, bot: Bot, chat: Chat, { msgId, eventId, seq, typing }: Claim): Permit {
  const anchor = bot.anchors.get(msgId ?? eventId ?? '')
  const known = anchor?.chat === chat && (anchor.event === undefined) === (msgId !== undefined)
  const guild = chat.kind === 'dm'
  if (anchor === undefined || !known) throw guild ? inGuild(304026) : refused(msgId === undefined ? 40034025 : 40034024)
  if (anchor.event !== undefined && !repliable[chat.kind].includes(anchor.event)) throw refused(40034027)
  const { ms, count } = world.options.limits.passive[chat.kind]
  if (world.now() - anchor.at > ms) throw guild ? inGuild(304027) : refused(msgId === undefined ? 40034026 : 40034005)
  if (typing && !world.options.typingCounts) return { passive: true, commit: () => undefined }
  if (!guild && anchor.seqs.has(seq)) throw refused(40054005)
  if (anchor.used >= count) throw refused(40034128)
  return {
    passive: true,
    commit() {
      anchor.used++
      anchor.seqs.add(seq)
    },
  }
}

function speakUp(world: World, bot: Bot, chat: Chat, { sandbox }: Claim): Permit {
  if (!world.options.activeAllowed) throw refused(40034105)
  if (chat.kind === 'c2c' && !chat.receives) throw refused(40054013)
  if (chat.kind === 'group' && chat.bots.get(bot)?.receives !== true) throw refused(40034105)
  const { active } = world.options.limits
  if (active === false || sandbox) return { passive: false, commit: () => undefined }
  const { bot: botRates, chat: chatRates } = active[chat.kind]
  const keys = [`all ${chat.kind}`, `chat ${chat.kind} ${chat.kind === 'group' ? chat.n : chat.person.n}`] as const
  const guild = chat.kind === 'dm'
  if (!bot.quota.room(keys[0], botRates)) throw guild ? inGuild(304050) : refused(40034100)
  if (!bot.quota.room(keys[1], chatRates)) throw guild ? inGuild(304049) : refused(40034100)
  return { passive: false, commit: () => keys.forEach((key) => bot.quota.take(key)) }
}

function wakeUp(world: World, chat: C2c): Permit {
  if (!chat.receives) throw refused(40054013)
  const days = chat.lastFromPerson === undefined ? Infinity : (world.now() - chat.lastFromPerson) / day
  const stretch = world.options.limits.wakeupDays.findIndex((end) => days < end)
  if (stretch < 0) throw refused(40034123)
  if (chat.wakeups.has(stretch)) throw refused(40034122)
  return { passive: false, commit: () => void chat.wakeups.add(stretch) }
}
