import type { ReactionType } from '@grammyjs/types'
import { z } from 'zod'
import { messageIn, writableChat } from '../access.ts'
import { badRequest } from '../errors.ts'
import { lengthOf } from '../text/formatted.ts'
import type { Method } from './common.ts'

const actions =
  'typing upload_photo record_video upload_video record_voice upload_voice record_audio upload_audio upload_document choose_sticker find_location pick_up_location record_video_note upload_video_note cancel'.split(
    ' ',
  )
/** Shown at most so long, lab milliseconds. */
const activityTime = 5000
const toastTime = 4000

export const sendChatAction: Method = (call) => {
  const { world, args } = call
  const what = args.text('action')
  if (!actions.includes(what)) throw badRequest('wrong parameter action in request')
  const chat = writableChat(call)
  chat.activity = what === 'cancel' ? undefined : { what, until: world.now() + activityTime }
  world.kit.clock.after(activityTime, () => world.changed(chat))
  world.changed(chat)
  return true
}

export const answerCallbackQuery: Method = ({ world, bot, args }) => {
  const text = args.text('text')
  if (lengthOf(text) > 200) throw badRequest('MESSAGE_TOO_LONG')
  const press = world.presses.get(args.text('callback_query_id'))
  if (press?.bot !== bot || world.now() > press.until)
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  press.stored.pending.delete(press.data)
  if (text !== '') {
    press.chat.toast = { text, alert: args.bool('show_alert'), until: world.now() + toastTime }
    world.kit.clock.after(toastTime, () => world.changed(press.chat))
  }
  world.changed(press.chat)
  return true
}

const reactionsSchema = z.array(
  z.union([
    z.object({ type: z.literal('emoji'), emoji: z.string() }),
    z.object({ type: z.literal('custom_emoji'), custom_emoji_id: z.string() }),
  ]),
)
/** Those that non-premium users and bots may use. */
const emoji = new Set(
  '❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
)

export const setMessageReaction: Method = (call) => {
  const { world, bot, args } = call
  let value: unknown
  try {
    value = args.structure('reaction') ?? []
  } catch {
    throw badRequest("can't parse reaction types JSON object")
  }
  if (!Array.isArray(value)) throw badRequest('expected an Array of ReactionType')
  const reactions = reactionsSchema.safeParse(value)
  if (!reactions.success) throw badRequest("can't parse ReactionType: invalid reaction type specified")
  if (reactions.data.length > 1) throw badRequest('REACTIONS_TOO_MANY')
  if (reactions.data.some((one) => one.type === 'emoji' && !emoji.has(one.emoji.replaceAll('\uFE0F', ''))))
    throw badRequest('REACTION_INVALID')
  const chat = writableChat(call)
  messageIn(chat, args, 'message to react').reactions.set(bot.user.id, reactions.data as ReactionType[])
  world.changed(chat)
  return true
}
