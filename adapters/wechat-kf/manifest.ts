import { z } from 'zod'
import type { Manifest } from '../../src/contract/manifest.ts'
import { AES_KEY } from '../weixin/crypt.ts'

const KB = 1024
const MB = 1024 * KB
const SECOND = 1000
const HOUR = 3_600_000

const secret = (pattern: RegExp) => z.string().trim().regex(pattern)

export const credentials = z.strictObject({
  /** `ww…`, of old corps `wx…`: also the receiver at the end of every encrypted call. */
  corpId: secret(/^w[a-z][A-Za-z0-9]{6,62}$/),
  /** Of the self-built app that may call the API of this account. */
  corpSecret: secret(/^[\w-]{6,128}$/),
  token: secret(/^[A-Za-z0-9]{1,32}$/),
  encodingAesKey: secret(AES_KEY),
  openKfId: secret(/^wk[\w-]{1,62}$/),
})
export type Credentials = z.infer<typeof credentials>

export const manifest: Manifest<Credentials> = {
  kind: 'wechat-kf',
  label: { en: 'WeChat Customer Service', zh: '微信客服' },
  runtime: 'edge',
  official: true,
  docs: 'https://developer.work.weixin.qq.com/document/path/94699',
  credentials,
  fields: [
    {
      name: 'corpId',
      kind: 'text',
      label: { en: 'Corp ID', zh: '企业 ID（CorpID）' },
      help: {
        en: 'WeCom admin console → My Company → Company Information, at the bottom.',
        zh: '企业微信管理后台 → 我的企业 → 企业信息，页面底部。',
      },
    },
    {
      name: 'corpSecret',
      kind: 'secret',
      label: { en: 'App secret', zh: '应用 Secret' },
      help: {
        en: 'App Management → the self-built app that WeChat Customer Service allows to call its API → Secret.',
        zh: '应用管理 → 已在“微信客服 → API”中授权的自建应用 → Secret。',
      },
    },
    {
      name: 'openKfId',
      kind: 'text',
      label: { en: 'Account ID (open_kfid)', zh: '客服账号 ID（open_kfid）' },
      help: { en: 'Begins with wk: the customer service account, not its name.', zh: '以 wk 开头，是客服账号的 ID，不是名称。' },
    },
    {
      name: 'token',
      kind: 'secret',
      label: { en: 'Callback token', zh: '回调 Token' },
      help: { en: 'Generated or chosen where the callback address is entered.', zh: '在填写回调地址的页面随机生成或自行填写。' },
    },
    {
      name: 'encodingAesKey',
      kind: 'secret',
      label: { en: 'EncodingAESKey', zh: 'EncodingAESKey' },
      help: { en: '43 letters and digits, from the same page.', zh: '同一页面上的 43 位字母和数字。' },
    },
    { name: 'hookUrl', kind: 'hook-url', label: { en: 'Callback address', zh: '回调 URL' } },
    { name: 'egress', kind: 'egress', label: { en: 'Addresses for “trusted IPs”', zh: '“企业可信 IP”需填写的地址' } },
  ],
  // A call brings two short texts and no message.
  maxBody: 64 * KB,
  surfaces: {
    dm: {
      // Text of 2048 bytes at most; the text above a menu (head_content) of 1024 (send_msg).
      text: { max: 2048, unit: 'byte', format: 'plain' },
      // Unverified: all figures, those of WeCom's temporary media (media/upload); voice at most 60 s.
      media: {
        image: { maxBytes: 10 * MB, mimes: ['image/jpeg', 'image/png'], caption: 0 },
        audio: { maxBytes: 2 * MB, mimes: ['audio/amr'], caption: 0 },
        video: { maxBytes: 10 * MB, mimes: ['video/mp4'], caption: 0 },
        file: { maxBytes: 20 * MB, mimes: ['*/*'], caption: 0 },
      },
      // msgmenu: id and content of an item at most 128 bytes each. Unverified: 10 items.
      buttons: { rows: 10, perRow: 1, label: 128, data: 128, text: 1024 },
      location: true,
      // A message id of ours must be unique and is refused the second time, but by which code is not documented:
      // what cannot be told from other refusals cannot be taken for "it was delivered".
      dedupes: false,
      // No figure is published for sending; 45009 says when it was too much.
      rate: [],
      windows: [
        // 5 messages within 48 hours, renewed by each message of the customer (send_msg).
        { lane: 'service', opens: ['message', 'press'], ttlMs: 48 * HOUR, count: 5, anchor: 'thread' },
        // The welcome: `welcome_code` comes only to whom nobody wrote and who wrote nothing for 48 hours (send_msg_on_event).
        { lane: 'event', opens: ['entered'], ttlMs: 20 * SECOND, count: 1, anchor: 'event', needsAnchor: true },
      ],
    },
  },
}
