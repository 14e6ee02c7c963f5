import type { ManualStep, Setup } from '../../src/contract/adapter.ts'
import { askForToken } from '../weixin/api.ts'
import { healthOf } from '../weixin/health.ts'
import type { Credentials } from './manifest.ts'
import { site } from './site.ts'

/**
 * There is no API for the server's address: an admin enters it. The token and the key are not repeated, as secrets.
 * Where: developers.weixin.qq.com, "开发接口管理" migration page.
 */
const steps = (hookUrl: string, { mode }: Credentials): ManualStep[] => [
  {
    code: 'ip-allow-list',
    text: {
      en: 'Open the account at developers.weixin.qq.com/platform (我的业务 → 公众号 / 服务号). Under 基础信息 → 开发密钥 → API IP 白名单 add the address from which the hub calls. It takes a few minutes to hold.',
      zh: '打开 developers.weixin.qq.com/platform → 我的业务 → 公众号 / 服务号，在“基础信息 → 开发密钥 → API IP 白名单”中加入本系统的出口 IP，数分钟后生效。',
    },
  },
  {
    code: 'server-url',
    text: {
      en: 'On the same page, under 域名与消息推送配置 → 消息推送, enter this as URL.',
      zh: '同一页面“域名与消息推送配置 → 消息推送”，URL 填写：',
    },
    value: hookUrl,
    proof: 'call',
  },
  {
    code: 'server-keys',
    text: {
      en: 'Enter the same Token and EncodingAESKey as here, XML as format, and this as way of encryption (消息加密方式).',
      zh: 'Token 和 EncodingAESKey 与此处填写的一致，数据格式选择 XML，消息加密方式选择：',
    },
    value: { secure: '安全模式', compatible: '兼容模式', plain: '明文模式' }[mode],
  },
  {
    code: 'server-on',
    text: {
      en: 'Submit: WeChat calls the hub at once to see whether it answers. Then switch it on (启用). Automatic answers and the menu that were set on WeChat’s pages end with that.',
      zh: '点“提交”，微信会立即访问本系统进行校验；通过后务必点“启用”。启用后，在微信后台设置的自动回复和自定义菜单会失效。',
    },
    proof: 'event',
  },
]

export const setup: Setup<Credentials> = {
  /** WeChat does not say what an account is called. */
  async check(ctx) {
    await askForToken(ctx, site)
    const { appId, accountType } = ctx.credentials
    return { externalId: appId, name: appId, ...(accountType !== 'service' && { lacks: ['buttons'] }) }
  },

  install: async (ctx, hookUrl) => steps(hookUrl, ctx.credentials),

  // Only the admin can take the address out.
  remove: async () => {},

  /** Asking for the token that is in use costs nothing. Where pushes go cannot be asked. */
  probe: (ctx) => healthOf(askForToken(ctx, site), { '40164': 'address-refused' }),
}
