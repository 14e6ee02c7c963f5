import { z } from 'zod'
import type { Surface } from '../../src/model/surface.ts'
import type { Manifest } from '../../src/contract/manifest.ts'

const MB = 1024 * 1024
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The number of the bot, a colon, its secret: nothing in it may change the address it becomes part of. */
export const credentials = z.strictObject({
  botToken: z
    .string()
    .trim()
    .regex(/^\d{1,20}:[A-Za-z0-9_-]{20,100}$/),
})
export type Credentials = z.infer<typeof credentials>

/** Longest caption, in UTF-16 code units after formatting was taken out (Bot API, sendPhoto and others). */
const CAPTION = 1024
/** Largest upload besides photos. Unverified: from the official FAQ, not seen in the server's source. */
const UPLOAD = 50 * MB

const surface = (rate: Surface['rate'], more: Partial<Surface> = {}): Surface => ({
  // Bot API, sendMessage: 1–4096 characters after entities parsing. Formatting goes beside the text, as entities.
  text: { max: 4096, unit: 'utf16', format: 'html' },
  media: {
    // Width and height together at most 10000, ratio at most 20: past that `send` makes it a file.
    image: { maxBytes: 10 * MB, mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], caption: CAPTION },
    // Ogg goes as a voice message; the server takes MP3 and M4A as music, and nothing else as audio.
    audio: { maxBytes: UPLOAD, mimes: ['audio/ogg', 'audio/mpeg', 'audio/mp3', 'audio/mp4', 'audio/m4a', 'audio/x-m4a'], caption: CAPTION },
    video: { maxBytes: UPLOAD, mimes: ['video/mp4'], caption: CAPTION },
    file: { maxBytes: UPLOAD, mimes: ['*/*'], caption: CAPTION },
  },
  // callback_data: 1–64 bytes (Bot API). Unverified: 8 in a row and 100 in all. The label: what a phone shows.
  buttons: { rows: 12, perRow: 8, label: 64, data: 64 },
  location: true,
  edit: { withinMs: 48 * HOUR },
  recall: { withinMs: 48 * HOUR },
  reactions: true,
  typing: true,
  dedupes: false,
  rate: [{ scope: 'account', per: SECOND, count: 30 }, ...rate],
  windows: [],
  ...more,
})

export const manifest: Manifest<Credentials> = {
  kind: 'telegram',
  label: { en: 'Telegram', zh: 'Telegram' },
  runtime: 'edge',
  official: true,
  docs: 'https://core.telegram.org/bots/features#botfather',
  credentials,
  fields: [
    {
      name: 'botToken',
      kind: 'secret',
      label: { en: 'Bot token', zh: '机器人令牌（Bot token）' },
      help: {
        en: 'From @BotFather: /newbot, or /token for a bot that you have.',
        zh: '在 Telegram 里向 @BotFather 发送 /newbot 新建机器人，或发送 /token 查看已有机器人的令牌。',
      },
    },
  ],
  surfaces: {
    // The rates are Telegram's own advice, not hard limits: a 429 says how long to wait (grammY, "Flood limits").
    dm: surface([{ scope: 'thread', per: SECOND, count: 1 }]),
    group: surface([
      { scope: 'thread', per: SECOND, count: 1 },
      { scope: 'thread', per: MINUTE, count: 20 },
    ]),
  },
}
