import { z } from 'zod'
import type { ApiCall } from './api.ts'
import { QqError } from './errors.ts'
import { permit } from './permit.ts'
import { refuseAsTold } from './send.ts'
import { download } from './uploads.ts'
import type { Dm } from './world.ts'

const schema = z.object({
  content: z.string().nullish(),
  /** An address; the platform fetches it. */
  image: z.string().nullish(),
  /** In a form: the picture itself. */
  file_image: z.instanceof(Uint8Array).optional(),
  markdown: z.unknown().optional(),
  msg_id: z.string().nullish(),
  event_id: z.string().nullish(),
  message_reference: z.object({ message_id: z.string() }).nullish(),
})

const inGuild = (code: number): QqError => new QqError(code, { style: 'gateway' })
const unescaped = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** `POST /dms/{guild_id}/messages`: text and pictures; markdown is by invitation in guilds. Answers with the message. */
export async function sendDm(api: ApiCall, chat: Dm, raw: unknown): Promise<object> {
  const { world, bot, sandbox } = api
  refuseAsTold(api)
  const read = schema.safeParse(raw)
  if (!read.success) throw inGuild(12002)
  const { content, image, file_image: given, markdown, msg_id: msgId, event_id: eventId, message_reference: reference } = read.data
  if (markdown !== undefined && markdown !== null) throw inGuild(304036)
  const text = content ?? ''
  if (text.trim() === '' && !image && given === undefined) throw inGuild(50006)
  const bytes = given ?? (image ? await download(world, image) : undefined)
  if (image && bytes === undefined) throw inGuild(304010)
  const claim = { msgId: msgId || undefined, eventId: eventId || undefined, seq: 1, wakeup: false, typing: false, sandbox }
  permit(world, bot, chat, claim).commit()
  const stored = world.keep(chat, bot, {
    text: unescaped(text),
    file: bytes === undefined ? undefined : world.files.add(1, bytes, { name: 'image' }),
    quoted: chat.messages.find(({ id }) => id === reference?.message_id),
  })
  return {
    id: stored.id,
    channel_id: chat.channel,
    guild_id: chat.guild,
    content: text,
    timestamp: world.time(stored.at),
    author: { id: bot.appId, username: bot.name, avatar: '', bot: true },
    type: 0,
  }
}
