import { AdapterFault, type Ctx, type ManualStep, type Setup } from '../../src/contract/adapter.ts'
import { text } from '../../src/contract/read.ts'
import { accessToken, call } from './api.ts'
import type { Credentials } from './manifest.ts'

export const setup: Setup<Credentials> = {
  async check(ctx) {
    await accessToken(ctx)
    // Openids are those of one AppID: that is who the bot is.
    const { appId } = ctx.credentials
    return { externalId: appId, name: (await nameOf(ctx)) ?? `QQ ${appId}` }
  },

  // QQ has no call for it: the address is entered on its site, and checked there at once.
  install: async (_ctx, hookUrl) => steps(hookUrl),
  remove: async () => {},

  async probe(ctx) {
    try {
      await nameOf(ctx)
      return { state: 'ok' }
    } catch (error) {
      if (!(error instanceof AdapterFault)) throw error
      return error.code === 'auth'
        ? { state: 'broken', code: 'auth', text: error.message }
        : { state: 'warn', code: 'unreachable', text: error.message }
    }
  },
}

/** The name of the bot. One that may not ask for it (11253, or no such page) is a bot all the same. */
async function nameOf(ctx: Ctx<Credentials>): Promise<string | undefined> {
  try {
    return text((await call(ctx, { method: 'GET', path: '/users/@me' }))['username'])
  } catch (error) {
    if (error instanceof AdapterFault && (error.platformCode === '11253' || error.code === 'gone')) return undefined
    throw error
  }
}

/** As the console of QQ calls them. */
const EVENTS = [
  'C2C_MESSAGE_CREATE',
  'FRIEND_ADD',
  'FRIEND_DEL',
  'C2C_MSG_REJECT',
  'C2C_MSG_RECEIVE',
  'INTERACTION_CREATE',
  'MESSAGE_AUDIT_PASS',
  'MESSAGE_AUDIT_REJECT',
]
const GROUP_EVENTS = ['GROUP_AT_MESSAGE_CREATE', 'GROUP_ADD_ROBOT', 'GROUP_DEL_ROBOT', 'GROUP_MSG_REJECT', 'GROUP_MSG_RECEIVE']

const steps = (hookUrl: string): ManualStep[] => [
  {
    code: 'callback',
    text: {
      en: 'At q.qq.com open the bot, Development → Callback settings, choose Webhook, paste this address and confirm: QQ checks it at once. It must be https on port 443, 80, 8443 or 8080. Choosing Webhook ends a WebSocket connection of another program.',
      zh: '在 q.qq.com 打开机器人，进入“开发 → 回调配置”，选择 Webhook，填入此地址并确认，QQ 会立即校验。必须是 https，端口 443、80、8443 或 8080。选择 Webhook 后，其他程序的 WebSocket 连接会失效。',
    },
    value: hookUrl,
    proof: 'call',
  },
  {
    code: 'events',
    text: {
      en: 'On the same page tick these events.',
      zh: '在同一页面勾选以下事件。',
    },
    value: EVENTS.join(' '),
    proof: 'event',
  },
  {
    code: 'group-events',
    text: {
      en: 'Only if the bot is to work in groups: tick these too, and turn the setting “Groups” on here.',
      zh: '仅当需要在群里使用时：再勾选这些事件，并在本系统中打开“群组”设置。',
    },
    value: GROUP_EVENTS.join(' '),
  },
  {
    code: 'allow-list',
    text: {
      en: 'If Development settings has an IP allow-list, add the addresses that this hub calls from. Until the bot is published, enter test users under Sandbox settings.',
      zh: '如果“开发设置”里启用了 IP 白名单，请加入本系统的出口地址。机器人上线前，请在“沙箱配置”里添加测试用户。',
    },
  },
]
