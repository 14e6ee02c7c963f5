import { z } from 'zod'
import type { Surface } from '../../src/model/surface.ts'
import type { Manifest } from '../../src/contract/manifest.ts'
import { AES_KEY } from '../weixin/crypt.ts'

const MB = 1024 * 1024
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Nothing in the AppID or the secret may change the call it becomes part of. */
export const credentials = z
  .strictObject({
    appId: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{6,64}$/),
    appSecret: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{8,128}$/),
    /** The page of the platform takes 3 to 32 letters and digits. */
    token: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{3,32}$/),
    encodingAesKey: z.string().trim().regex(AES_KEY).optional(),
    mode: z.enum(['secure', 'compatible', 'plain']),
    accountType: z.enum(['service', 'subscription', 'test']),
  })
  .refine(({ mode, encodingAesKey }) => mode === 'plain' || encodingAesKey !== undefined, {
    path: ['encodingAesKey'],
    message: 'Needed in secure and compatible mode.',
  })
export type Credentials = z.infer<typeof credentials>

/** Unverified: the usual figure. That there is a limit is certain (45002). */
const TEXT_BYTES = 2048
const [ENTRIES, LABEL_BYTES] = [10, 128]

const dm: Surface = {
  text: { max: TEXT_BYTES, unit: 'byte', format: 'plain' },
  // No captions: a medium is a message of its own. Files cannot be sent at all.
  media: {
    // Unverified: older pages say 2 MB.
    image: { maxBytes: 10 * MB, mimes: ['image/jpeg', 'image/png', 'image/gif'], caption: 0 },
    // At most 60 seconds.
    audio: { maxBytes: 2 * MB, mimes: ['audio/amr', 'audio/mpeg', 'audio/mp3'], caption: 0 },
    video: { maxBytes: 10 * MB, mimes: ['video/mp4'], caption: 0 },
  },
  // A `msgmenu`: links below each other. Unverified: all of its limits; those of WeChat Customer Service are taken, and so much
  // text above them that all of it fits into one text, as numbered lines too.
  buttons: { rows: ENTRIES, perRow: 1, label: LABEL_BYTES, data: 128, text: TEXT_BYTES - ENTRIES * (LABEL_BYTES + '10. \n'.length) },
  typing: true,
  // No key of ours goes along, and no id comes back.
  dedupes: false,
  // None is known; 45009 and 45011 say that one was met.
  rate: [],
  // Service account page, "customer service messages": so many per trigger. In 2021 it was 20 instead of 5.
  windows: [
    { lane: 'service', opens: ['message'], closes: ['left'], ttlMs: 48 * HOUR, count: 5, anchor: 'thread' },
    // A click (on the account's menu, or on one in a message), a subscription, a scanned code: each kind for itself.
    { lane: 'passive', opens: ['press', 'followed', 'entered'], closes: ['left'], ttlMs: MINUTE, count: 3, anchor: 'event' },
  ],
}

export const manifest: Manifest<Credentials> = {
  kind: 'wechat',
  label: { en: 'WeChat Official Account', zh: '微信公众号' },
  runtime: 'edge',
  official: true,
  docs: 'https://developers.weixin.qq.com/platform/',
  cost: {
    en: 'Messages are free. The account has to be verified, for which WeChat asks a fee.',
    zh: '消息免费。账号需完成微信认证，认证由微信收费。',
  },
  credentials,
  fields: [
    {
      name: 'accountType',
      kind: 'choice',
      label: { en: 'Kind of account', zh: '账号类型' },
      help: { en: 'Menus in messages exist for service accounts only.', zh: '消息内的菜单按钮仅服务号可用。' },
      choices: [
        { value: 'service', label: { en: 'Service account', zh: '服务号' } },
        { value: 'subscription', label: { en: 'Subscription account', zh: '公众号（订阅号）' } },
        { value: 'test', label: { en: 'Test account', zh: '测试号' } },
      ],
    },
    { name: 'appId', kind: 'text', label: { en: 'AppID', zh: '开发者 ID（AppID）' } },
    { name: 'appSecret', kind: 'secret', label: { en: 'AppSecret', zh: '开发者密码（AppSecret）' } },
    {
      name: 'token',
      kind: 'secret',
      label: { en: 'Token', zh: '令牌（Token）' },
      help: {
        en: '3 to 32 letters and digits of your choice; the same on WeChat’s page.',
        zh: '自行设定，3–32 位字母或数字，与微信后台填写的一致。',
      },
    },
    {
      name: 'encodingAesKey',
      kind: 'secret',
      optional: true,
      label: { en: 'EncodingAESKey', zh: '消息加解密密钥（EncodingAESKey）' },
      help: {
        en: '43 letters and digits, as on WeChat’s page. Only plain mode does without.',
        zh: '43 位字母或数字，与微信后台一致。仅明文模式可不填。',
      },
    },
    {
      name: 'mode',
      kind: 'choice',
      label: { en: 'Encryption of pushes', zh: '消息加解密方式' },
      help: {
        en: 'As on WeChat’s page. In plain mode only the time of a push is signed, not what it says.',
        zh: '与微信后台一致。明文模式下签名只覆盖时间，不覆盖消息内容。',
      },
      choices: [
        { value: 'secure', label: { en: 'Secure (recommended)', zh: '安全模式（推荐）' } },
        { value: 'compatible', label: { en: 'Compatible', zh: '兼容模式' } },
        { value: 'plain', label: { en: 'Plain', zh: '明文模式' } },
      ],
    },
    { name: 'hookUrl', kind: 'hook-url', label: { en: 'Server address (URL)', zh: '服务器地址（URL）' } },
    { name: 'egress', kind: 'egress', label: { en: 'IP allow-list', zh: 'IP 白名单' } },
  ],
  surfaces: { dm },
  // A push is a few kilobytes, three times that in compatible mode.
  maxBody: 256 * 1024,
}
