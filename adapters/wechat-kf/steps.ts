import type { ManualStep } from '../../src/contract/adapter.ts'

/** What only the admin can do, on WeCom's own pages, in this order. */
export const STEPS: readonly ManualStep[] = [
  {
    code: 'permission',
    text: {
      en: 'WeCom admin console → WeChat Customer Service → API: allow your self-built app to call it, and give it this customer service account.',
      zh: '企业微信管理后台 → 微信客服 → API：把自建应用设为“可调用接口的应用”，并授权它管理这个客服账号。',
    },
  },
  {
    code: 'trusted-ip',
    text: {
      en: 'App Management → your app → Company’s Trusted IP: add the addresses from which this hub calls out. Otherwise every call is refused with 60020.',
      zh: '应用管理 → 自建应用 → 企业可信 IP：填写本系统的出口地址，否则所有调用都会返回 60020。',
    },
  },
  {
    code: 'callback',
    text: {
      en: 'WeChat Customer Service → API → Callback configuration: enter this address, with the Token and the EncodingAESKey that you entered here. WeCom checks it at once when you save.',
      zh: '微信客服 → API → 回调配置：填写此地址，以及在本系统中填写的同一组 Token 和 EncodingAESKey。保存时企业微信会立即验证。',
    },
    proof: 'call',
  },
]
