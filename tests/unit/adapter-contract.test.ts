import { expect, it } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { adapterContract } from '../adapter-contract.ts'
import { loopback } from '../harness/loopback.ts'
import { qqHarness } from '../harness/qq.ts'
import { telegramHarness } from '../harness/telegram.ts'
import { webHarness } from '../harness/web.ts'
import { wechatHarness } from '../harness/wechat.ts'
import { wechatKfHarness } from '../harness/wechat-kf.ts'
import { wechatyHarness } from '../harness/wechaty.ts'
import { xHarness } from '../harness/x.ts'

it('every channel keeps the contract', () => {
  expect(['qq', 'telegram', 'web', 'wechat', 'wechat-kf', 'wechaty', 'x'].sort()).toEqual(Object.keys(registry).sort())
  for (const [kind, adapter] of Object.entries(registry)) expect(adapter.manifest.kind).toBe(kind)
})

adapterContract(registry.qq, qqHarness(loopback))
adapterContract(registry.telegram, telegramHarness(loopback))
adapterContract(registry.web, webHarness())
adapterContract(registry.wechat, wechatHarness(loopback))
adapterContract(registry['wechat-kf'], wechatKfHarness(loopback))
adapterContract(registry.wechaty, wechatyHarness())
adapterContract(registry.x, xHarness(loopback, 'oauth1'))
adapterContract(registry.x, xHarness(loopback, 'oauth2'))
