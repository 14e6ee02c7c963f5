import type { ManualStep } from '../../contract/adapter.ts'

/**
 * What is left to do where another process holds the connection: to start it, with the key that opens this channel alone. The key goes by a
 * file: everybody on the machine can see what stands in a command.
 */
export const gatewaySteps = (publicUrl: string, key: string): ManualStep[] => [
  {
    code: 'keep-gateway-key',
    text: {
      en: 'On a machine that stays on (any computer with Node.js), in a copy of Switchboard, save this key as the file gateway.key. It is shown here only; it opens this channel and nothing else.',
      zh: '在一台长期开机、装有 Node.js 的电脑上，进入 Switchboard 目录，把此密钥保存为文件 gateway.key。密钥只在此处显示，且只能用于这个渠道。',
    },
    value: key,
    once: true,
  },
  {
    code: 'run-gateway',
    text: {
      en: 'Run this there. Its login code then appears on this page.',
      zh: '在该目录运行以下命令。随后登录二维码会显示在本页。',
    },
    value: `npm run gateway -- --hub ${publicUrl} --key-file gateway.key`,
    proof: 'probe',
  },
]
