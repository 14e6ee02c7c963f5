import type { Field, Gesture } from './gestures.ts'

/** What the owner of an account does on a platform's site. The emulators' actions for it take these fields. */
export interface Site {
  /** The field that names an account: in what is asked for, and in the answer of `newAccount`. */
  id: string
  /** For `newAccount`, which answers with the credentials. */
  create?: readonly Field[]
  /** For `configure`: where the platform shall call. */
  configure?: readonly Field[]
  acts?: readonly Gesture[]
}

const name: Field = { name: 'name', word: 'accountName', value: 'Acme' }
const url: Field = { name: 'url', word: 'hookUrl', type: 'url', value: 'http://127.0.0.1:8787/hooks/…' }
const sealed: readonly Field[] = [
  { name: 'token', word: 'hookToken' },
  { name: 'encodingAesKey', word: 'aesKey' },
]
const given: readonly Field[] = [{ name: 'secret', word: 'secretIfAny', optional: true }]

const sites: Readonly<Record<string, Site>> = {
  qq: {
    id: 'appId',
    create: [name, { name: 'appId', word: 'appId', value: '1904842048' }, { name: 'secret', word: 'appSecret', value: 'DG5g3B4j9X2KOErG' }],
    configure: [url],
    acts: [
      { action: 'redeliver', word: 'redeliver' },
      { action: 'replay', word: 'replay' },
      { action: 'audit', word: 'audit', ask: [{ name: 'verdict', word: 'verdict', choices: ['pass', 'reject'] }] },
      { action: 'refuse', word: 'refuseNext', ask: [{ name: 'code', word: 'errorCode', type: 'number', value: '22009' }] },
      { action: 'ban', word: 'ban', danger: true },
      { action: 'ban', word: 'unban', with: { banned: false } },
    ],
  },
  wechat: {
    id: 'appid',
    create: [
      name,
      { name: 'type', word: 'accountType', choices: ['service', 'subscription', 'test'] },
      { name: 'appid', word: 'appidIfAny', optional: true },
      ...given,
    ],
    configure: [url, ...sealed, { name: 'mode', word: 'mode', choices: ['secure', 'compatible', 'plain'] }],
  },
  'wechat-kf': {
    id: 'openKfid',
    create: [name, { name: 'corpId', word: 'corpIdIfAny', optional: true }, ...given],
    configure: [{ name: 'corpId', word: 'corpId' }, url, ...sealed],
  },
  x: {
    id: 'account',
    create: [name],
    acts: [
      { action: 'announce', word: 'announce', ask: [{ name: 'text', word: 'message' }] },
      { action: 'revoke', word: 'revoke', danger: true },
    ],
  },
}

export const siteOf = (kind: string): Site => sites[kind] ?? { id: 'account' }
