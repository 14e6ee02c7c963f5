import type { ManualStep } from '../../contract/adapter.ts'

/** What is left to do where another process holds the connection: to start it, with the key that opens this channel alone. */
export const gatewayStep = (publicUrl: string, key: string): ManualStep => ({
  code: 'run-gateway',
  text: {
    en: 'On a machine that stays on (any computer with Node.js), in a copy of Switchboard, run this. The key is shown here only; it opens this channel and nothing else. Its login code then appears on this page.',
    zh: '在一台长期开机、装有 Node.js 的电脑上，进入 Switchboard 目录运行以下命令。密钥只在此处显示，且只能用于这个渠道。随后登录二维码会显示在本页。',
  },
  value: `npm run gateway -- --hub ${publicUrl} --key ${key}`,
})
