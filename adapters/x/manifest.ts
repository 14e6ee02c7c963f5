import type { Surface } from '../../src/model/surface.ts'
import type { Field, Manifest } from '../../src/contract/manifest.ts'
import { type Credentials, credentials } from './credentials.ts'

const MB = 1024 * 1024
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const dm: Surface = {
  // Unverified: 10,000 characters, and that they are not counted more strictly than in UTF-16.
  text: { max: 10_000, unit: 'utf16', format: 'plain' },
  media: {
    // X docs, "Best practices" of media upload: images up to 5 MB (animated GIFs 15). One attachment a message; its text goes beside it.
    image: { maxBytes: 5 * MB, mimes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'], caption: 10_000 },
    // Unverified: the upload takes 512 MB, a direct message less; X does not say how much less.
    video: { maxBytes: 50 * MB, mimes: ['video/mp4', 'video/quicktime'], caption: 10_000 },
  },
  receipts: 'read',
  dedupes: false,
  // X docs, "Rate limits": messages sent for one account, by whatever call.
  rate: [
    { scope: 'account', per: 15 * MINUTE, count: 15 },
    { scope: 'account', per: DAY, count: 1440 },
  ],
  // Unverified: no time limit; who may be written to is X's to say (403).
  windows: [],
}

const { receipts: _, ...group } = dm

const comment: Surface = {
  // Unverified: 280 for every account; some that pay X may write more.
  text: { max: 280, unit: 'weighted', format: 'plain' },
  media: {},
  // Posts can be deleted at any time; X names no end.
  recall: { withinMs: 3650 * DAY },
  dedupes: false,
  rate: [{ scope: 'account', per: 15 * MINUTE, count: 100 }],
  windows: [],
}

const secret = (name: keyof Credentials, en: string, zh: string, help: [en: string, zh: string], optional?: true): Field => ({
  name,
  kind: 'secret',
  label: { en, zh },
  help: { en: help[0], zh: help[1] },
  ...(optional && { optional }),
})

const ONE: [string, string] = [
  'OAuth 1.0a. Leave empty when you enter a refresh token (OAuth 2.0) below.',
  'OAuth 1.0a。如果在下面填写刷新令牌（OAuth 2.0），请留空。',
]
const TWO: [string, string] = [
  'OAuth 2.0. Leave empty when you have entered an access token (OAuth 1.0a) above.',
  'OAuth 2.0。如果已在上面填写访问令牌（OAuth 1.0a），请留空。',
]

export const manifest: Manifest<Credentials> = {
  kind: 'x',
  label: { en: 'X (Twitter)', zh: 'X（推特）' },
  runtime: 'edge',
  official: true,
  docs: 'https://docs.x.com/x-api/direct-messages/manage/introduction',
  cost: {
    en: 'Prepaid credits: about $0.010 for a message received and $0.015 for one sent; public posts from $0.005 (prices of August 2026).',
    zh: '预付费：每收到一条私信约 0.010 美元，每发送一条约 0.015 美元；公开帖子每条 0.005 美元起（2026 年 8 月价格）。',
  },
  credentials,
  fields: [
    secret('apiKey', 'API key', 'API Key', [
      'Developer Console → your app → Keys and tokens → Consumer keys.',
      '开发者控制台 → 应用 → Keys and tokens → Consumer keys。',
    ]),
    secret('apiSecret', 'API key secret', 'API Key Secret', [
      'Shown with the API key. X signs what it sends with it, so it is needed with OAuth 2.0 too.',
      '与 API Key 一同显示。X 用它为推送签名，因此使用 OAuth 2.0 时也必须填写。',
    ]),
    secret('accessToken', 'Access token', '访问令牌（Access token）', ONE, true),
    secret('accessSecret', 'Access token secret', '访问令牌密钥（Access token secret）', ONE, true),
    { ...secret('clientId', 'Client ID', '客户端 ID（Client ID）', TWO, true), kind: 'text' },
    secret(
      'clientSecret',
      'Client secret',
      '客户端密钥（Client secret）',
      ['OAuth 2.0, confidential apps only.', 'OAuth 2.0，仅机密型应用需要。'],
      true,
    ),
    secret('refreshToken', 'Refresh token', '刷新令牌（Refresh token）', TWO, true),
  ],
  settings: [
    {
      name: 'comments',
      kind: 'switch',
      label: { en: 'Mentions and replies', zh: '提及和回复' },
      help: {
        en: 'Public posts that mention the account or answer it become conversations. Each is billed by X. Enable the channel again after changing this.',
        zh: '提及或回复本账号的公开帖子会成为会话，每条由 X 计费。更改后请重新启用渠道。',
      },
    },
    {
      name: 'groups',
      kind: 'switch',
      label: { en: 'Group conversations', zh: '群聊' },
      help: {
        en: 'Private conversations of several people. X does not announce them: they are looked up every five minutes.',
        zh: '多人私信群聊。X 不会主动推送，系统每五分钟查询一次。',
      },
    },
  ],
  surfaces: { dm, group, comment },
}
