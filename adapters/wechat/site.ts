import type { Site } from '../weixin/api.ts'
import type { Credentials } from './manifest.ts'

/**
 * The API of official accounts. The stable token is asked for: asking again does not end the one that others use.
 * Meanings of codes: WxJava, `WxMpErrorMsgEnum`; 40243: developers.weixin.qq.com, "AppSecret".
 */
export const site: Site<Credentials> = {
  name: 'WeChat',
  origin: 'https://api.weixin.qq.com',
  token: ({ appId, appSecret }) => ({
    path: '/cgi-bin/stable_token',
    body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: false },
  }),
  refusals: {
    // Wrong secret; one that is frozen; a calling address that is not on the allow-list.
    40125: 'auth',
    40243: 'auth',
    40164: 'auth',
    // Nobody of this account's.
    40003: 'gone',
    // Does not follow, refuses messages, is on the account's blacklist.
    43004: 'blocked',
    48002: 'blocked',
    43019: 'blocked',
    // Out of time or unsubscribed; too many since the customer last did something.
    45015: 'window',
    45047: 'window',
  },
}
