import { z } from 'zod'
import type { Surface } from '../../src/model/surface.ts'
import type { Manifest } from '../../src/contract/manifest.ts'

const MB = 1024 * 1024
const MINUTE = 60_000

export const credentials = z.strictObject({
  /** The package that speaks to WeChat: it is imported by this name, so nothing else may be one. */
  puppet: z
    .string()
    .trim()
    .regex(/^wechaty-puppet-[a-z0-9-]{1,60}$/),
  /** What the maker of the puppet gave, where it takes one. */
  token: z.string().trim().min(1).max(1000).optional(),
})
export type Credentials = z.infer<typeof credentials>

const surface: Surface = {
  // Unverified: WeChat's own programs take several thousand letters, web WeChat fewer; so many pass in all of them.
  text: { max: 2000, unit: 'utf16', format: 'plain' },
  media: {
    // Unverified, all sizes: WeChat shows smaller pictures and videos as such, and web WeChat takes files up to 25 MB.
    image: { maxBytes: 10 * MB, mimes: ['image/jpeg', 'image/png', 'image/gif'], caption: 0 },
    // Arrives as a file: a voice message would have to be SILK.
    audio: { maxBytes: 20 * MB, mimes: ['audio/*'], caption: 0 },
    video: { maxBytes: 20 * MB, mimes: ['video/mp4'], caption: 0 },
    file: { maxBytes: 20 * MB, mimes: ['*/*'], caption: 0 },
  },
  // Unverified: WeChat lets people take back what they sent within two minutes.
  recall: { withinMs: 2 * MINUTE },
  dedupes: false,
  // Unverified: what people who run such accounts advise, one message in one or two seconds; faster ones were banned.
  rate: [{ scope: 'account', per: 1500, count: 1 }],
  windows: [],
}

export const manifest: Manifest<Credentials> = {
  kind: 'wechaty',
  label: { en: 'WeChat (personal, via wechaty)', zh: '个人微信（wechaty）' },
  runtime: 'node',
  official: false,
  docs: 'https://wechaty.js.org/docs/puppet-providers/',
  cost: {
    en: 'Unofficial: Tencent allows no programs in personal accounts and may restrict or ban the account at any time. Some puppets cost a fee.',
    zh: '非官方接入：腾讯不允许个人账号使用程序登录，账号随时可能被限制或封禁。部分 puppet 需要付费。',
  },
  credentials,
  fields: [
    {
      name: 'puppet',
      kind: 'text',
      label: { en: 'Puppet package', zh: 'Puppet 包名' },
      help: {
        en: 'Which way to WeChat: wechaty-puppet-wechat4u (web WeChat, free), wechaty-puppet-service, wechaty-puppet-padlocal (paid, need a token) … It has to be installed where the connection is held.',
        zh: '接入微信的方式：wechaty-puppet-wechat4u（网页版微信，免费）、wechaty-puppet-service、wechaty-puppet-padlocal（付费，需要 token）等。须安装在保持连接的那台机器上。',
      },
    },
    {
      name: 'token',
      kind: 'secret',
      label: { en: 'Token of the puppet', zh: 'Puppet 的 token' },
      help: { en: 'From the maker of the puppet; the free ones need none.', zh: '由 puppet 服务商提供；免费的不需要。' },
      optional: true,
    },
  ],
  settings: [
    {
      name: 'groupsAll',
      kind: 'switch',
      label: { en: 'Everything that is said in groups', zh: '接收群内全部消息' },
      help: {
        en: 'Off: only messages that mention the account with @. Matters only while groups are answered.',
        zh: '关闭时只接收 @ 本账号的消息。仅在开启群聊接待时有效。',
      },
    },
    {
      name: 'gateway',
      kind: 'switch',
      label: { en: 'A gateway process holds the connection', zh: '由网关进程保持连接' },
      help: {
        en: 'The account stays signed in on another machine, which brings and fetches messages.',
        zh: '账号在另一台机器上保持登录，由它收发消息。',
      },
    },
  ],
  surfaces: { dm: surface, group: surface },
}
