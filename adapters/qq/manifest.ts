import { z } from 'zod'
import type { Bucket, Surface, Window } from '../../src/model/surface.ts'
import type { Manifest } from '../../src/contract/manifest.ts'

const MB = 1024 * 1024
const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

export const credentials = z.strictObject({
  appId: z
    .string()
    .trim()
    .regex(/^\d{5,20}$/),
  /** Also the seed of the key that signs webhooks. */
  appSecret: z
    .string()
    .trim()
    .regex(/^[\x21-\x7E]{8,128}$/),
  /** The sandbox sees only the test users and groups of the bot, and is not rate limited (README of bot-docs). */
  environment: z.enum(['production', 'sandbox']).default('production'),
})
export type Credentials = z.infer<typeof credentials>

/** The setting that lets agents write without being asked. */
const ACTIVE = 'activeMessages'
/** The setting that lets them write again after a long silence. */
const WAKEUP = 'wakeupMessages'

const passive = (ttlMs: number, count: number): Window => ({
  lane: 'passive',
  opens: ['message', 'press', 'followed', 'unmuted'],
  closes: ['left', 'blocked'],
  ttlMs,
  // Documented per message. Unverified: the same for an event (a button, a new friend …).
  count,
  anchor: 'event',
})

// How often is limited, not how many in all. Unverified: that the permission has no end; 30 days keeps the list of open threads true.
const active: Window = {
  lane: 'active',
  opens: ['message', 'press', 'followed', 'unmuted'],
  closes: ['muted', 'left', 'blocked'],
  ttlMs: 30 * DAY,
  count: 'unlimited',
  anchor: 'thread',
  setting: ACTIVE,
}

/** Direct messages of guilds are answered within five minutes (bot-docs). Unverified: how often; QQ does not count these answers. */
const guild: Window = {
  lane: 'service',
  byName: true,
  opens: ['message'],
  closes: ['left', 'blocked'],
  ttlMs: 5 * MINUTE,
  count: 5,
  anchor: 'event',
}

/** One message in each of four spans after the customer's last. Unverified: that a day is 24 hours and not one of the calendar. */
const wakeup = (fromDay: number, toDay: number): Window => ({
  lane: 'wakeup',
  opens: ['message'],
  closes: ['muted', 'left', 'blocked'],
  afterMs: fromDay * DAY,
  ttlMs: (toDay - fromDay) * DAY,
  count: 1,
  anchor: 'thread',
  setting: WAKEUP,
})

const VOICES = ['audio/silk', 'audio/mpeg', 'audio/mp3', 'audio/wav', 'audio/x-wav', 'audio/ogg']

type Rate = Pick<Bucket, 'per' | 'count'>

/** What one to one and groups have in common. `unasked`: how often in all the bot may write unasked there. */
const surface = ({ unasked, ...more }: Pick<Surface, 'windows' | 'typing'> & { unasked: Rate }): Surface => ({
  // Unverified: there is no official number, only the refusal 40054007; public bots cut at 2000.
  text: { max: 2000, unit: 'utf16', format: 'plain' },
  // A medium is a message of its own: a text beside it is not documented to be shown.
  media: {
    image: { maxBytes: 20 * MB, mimes: ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'], caption: 0 },
    // Documented for voice: silk; mp3, wav and ogg on the overview page only.
    audio: { maxBytes: 20 * MB, mimes: VOICES, caption: 0 },
    video: { maxBytes: 30 * MB, mimes: ['video/mp4'], caption: 0 },
    file: { maxBytes: 200 * MB, mimes: ['*/*'], caption: 0 },
  },
  // Unverified: the length of what a button carries; documented is 100 characters for a command.
  // Escaped for markdown a text grows, twice and a half at most; as numbers the labels stand below it.
  buttons: { rows: 5, perRow: 5, label: 10, data: 100, text: 800 },
  recall: { withinMs: 2 * MINUTE },
  // 40054005: this number of an answer to this message was used already. What nobody asked for has no number.
  dedupes: ['passive'],
  rate: [
    { scope: 'account', per: SECOND, count: 100 },
    // Answers have no limit of their own. The 1000 unasked ones a day to one chat are left to QQ to count (40034100).
    { scope: 'thread', per: MINUTE, count: 20, lanes: ['active'] },
    { scope: 'account', ...unasked, lanes: ['active'] },
  ],
  ...more,
})

export const manifest: Manifest<Credentials> = {
  kind: 'qq',
  label: { en: 'QQ', zh: 'QQ' },
  runtime: 'edge',
  official: true,
  docs: 'https://bot.q.qq.com/wiki/',
  cost: { en: 'Free', zh: '免费' },
  credentials,
  fields: [
    {
      name: 'appId',
      kind: 'text',
      label: { en: 'AppID', zh: '机器人 ID（AppID）' },
      help: { en: 'At q.qq.com, in the bot’s Development → Development settings.', zh: '在 q.qq.com 机器人管理端的“开发 → 开发设置”。' },
    },
    {
      name: 'appSecret',
      kind: 'secret',
      label: { en: 'AppSecret', zh: '机器人密钥（AppSecret）' },
      help: {
        en: 'On the same page. It is shown once; resetting it invalidates the old one.',
        zh: '在同一页面。只显示一次；重置后旧密钥立即失效。',
      },
    },
    {
      name: 'environment',
      kind: 'choice',
      label: { en: 'Environment', zh: '环境' },
      choices: [
        { value: 'production', label: { en: 'Production', zh: '正式环境' } },
        { value: 'sandbox', label: { en: 'Sandbox', zh: '沙箱环境' } },
      ],
      optional: true,
    },
    { name: 'hookUrl', kind: 'hook-url', label: { en: 'Callback address', zh: '回调地址' } },
    { name: 'egress', kind: 'egress', label: { en: 'Addresses for the IP allow-list', zh: 'IP 白名单需填写的地址' } },
  ],
  settings: [
    {
      name: ACTIVE,
      kind: 'switch',
      label: { en: 'Write without being asked', zh: '主动消息' },
      help: {
        en: 'QQ has to have granted it to the bot; customers and group owners can turn it off.',
        zh: '需机器人已获得主动消息权限；用户和群主可以关闭。',
      },
    },
    {
      name: WAKEUP,
      kind: 'switch',
      label: { en: 'Write again after a silence', zh: '互动召回消息' },
      help: {
        en: 'Up to four single messages in the 30 days after a customer’s last one.',
        zh: '用户最后一条消息后的 30 天内，最多四条。',
      },
    },
  ],
  surfaces: {
    dm: surface({
      // Of a verified developer; half of it, and 30 a minute, for others.
      unasked: { per: SECOND, count: 10 },
      windows: [passive(60 * MINUTE, 4), guild, active, wakeup(0, 1), wakeup(1, 3), wakeup(3, 7), wakeup(7, 30)],
      typing: { spare: 2 },
    }),
    group: surface({
      // Of a verified developer; half of it for others.
      unasked: { per: MINUTE, count: 60 },
      windows: [passive(5 * MINUTE, 5), active],
    }),
  },
}
