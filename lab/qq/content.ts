import { z } from 'zod'
import type { Bot } from './bot.ts'
import { refused } from './errors.ts'
import type { QqFile } from './files.ts'
import { readKeyboard, type Keyboard } from './keyboard.ts'
import type { Scene } from './options.ts'
import type { Chat, Stored, World } from './world.ts'

const id = z.string().nullish()

/** Clients send null for what they leave out. */
const schema = z.object({
  msg_type: z.number().int().nullish(),
  content: z.string().nullish(),
  markdown: z.looseObject({ content: z.string().nullish() }).nullish(),
  keyboard: z.unknown().optional(),
  media: z.object({ file_info: z.string() }).nullish(),
  ark: z.unknown().optional(),
  embed: z.unknown().optional(),
  input_notify: z.unknown().optional(),
  msg_id: id,
  event_id: id,
  msg_seq: z.number().int().nullish(),
  message_reference: z.object({ message_id: z.string() }).nullish(),
  is_wakeup: z.boolean().nullish(),
})

export type MessageBody = z.infer<typeof schema>

const notifySchema = z.object({ input_type: z.literal(1), input_second: z.number().int().min(1).max(60) })

export type Content =
  | { typing: number }
  | { text: string; file?: QqFile | undefined; keyboard?: Keyboard | undefined; quoted?: Stored | undefined }

/** The body of a send call. Throws 12002 for what isn't one. */
export function readBody(raw: unknown): MessageBody {
  const read = schema.safeParse(raw)
  if (!read.success) throw refused(12002)
  return read.data
}

/** What a message would show. Throws the refusals of what can't be shown. */
export function readContent(world: World, bot: Bot, chat: Chat, body: MessageBody): Content {
  const type = body.msg_type ?? 0
  const { content, markdown, keyboard, media } = body
  const plain = content ?? ''
  if (isGiven(keyboard) && (type !== 2 || !isGiven(markdown))) throw refused(50037)
  if (type !== 2 && isGiven(markdown)) throw refused(22006)
  if (type === 6) return { typing: readTyping(chat, body) }
  const quoted = chat.messages.find(({ ref }) => ref === body.message_reference?.message_id)
  if (type === 7) {
    const file = media === null || media === undefined ? undefined : world.files.offered(media.file_info, bot, chat.kind)
    if (file === undefined) throw refused(304080)
    return { text: checked(world, bot, chat.kind, plain.trim()), file, quoted }
  }
  if (type === 2) return { ...readMarkdown(world, bot, chat, body), quoted }
  if (type === 3) throw refused(304004)
  if (type !== 0 || isGiven(media)) throw refused(22006)
  if (plain.trim() === '') throw refused(50006)
  return { text: checked(world, bot, chat.kind, plain), quoted }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

/** Of markdown the phone takes these: an escaped character, and the two blanks that keep lines apart. The rest is shown as it is written. */
const escape = /\\([!-/:-@[-`{-~])/g
const lineBreak = / {2,}\n/g

function readMarkdown(world: World, bot: Bot, chat: Chat, body: MessageBody): { text: string; keyboard?: Keyboard } {
  const { content, markdown, keyboard, ark, media } = body
  if ((content ?? '') !== '' || isGiven(ark) || isGiven(media)) throw refused(50037)
  if (isGiven(markdown?.['custom_template_id']) || isGiven(markdown?.['template_id'])) {
    throw refused(chat.kind === 'group' ? 304036 : 40034127)
  }
  const text = markdown?.content ?? ''
  if (text.trim() === '') throw refused(40034124)
  const shown = checked(world, bot, chat.kind, text).replaceAll(escape, '$1').replaceAll(lineBreak, '\n')
  const buttons = isGiven(keyboard)
    ? { keyboard: readKeyboard(keyboard, bot.profile.keyboards !== false, world.options.limits.keyboard) }
    : {}
  return { text: shown, ...buttons }
}

function readTyping(chat: Chat, body: MessageBody): number {
  const notify = notifySchema.safeParse(body.input_notify)
  if (chat.kind !== 'c2c' || !notify.success || !isGiven(body.msg_id)) throw refused(22006)
  return notify.data.input_second
}

function checked(world: World, bot: Bot, scene: Scene, text: string): string {
  if (Array.from(text).length > world.options.limits.text) throw refused(40054007)
  const { domains } = bot.profile
  const linked = [...text.matchAll(/https?:\/\/([\w.-]+)/gi)].map(([, host = '']) => host.toLowerCase())
  const foreign = linked.some((host) => domains?.some((domain) => host === domain || host.endsWith(`.${domain}`)) === false)
  if (foreign) throw refused(scene === 'group' ? 40054010 : 304003)
  return text
}
