import { expect, it } from 'vitest'
import { registry } from '../../adapters/registry.node.ts'
import { adapterContract } from '../adapter-contract.ts'
import { loopback } from '../harness/loopback.ts'
import { telegramHarness } from '../harness/telegram.ts'
import { webHarness } from '../harness/web.ts'
import { wechatHarness } from '../harness/wechat.ts'
import { wechatKfHarness } from '../harness/wechat-kf.ts'

it('every channel keeps the contract', () => {
  expect(['telegram', 'web', 'wechat', 'wechat-kf'].sort()).toEqual(Object.keys(registry).sort())
  for (const [kind, adapter] of Object.entries(registry)) expect(adapter.manifest.kind).toBe(kind)
})

adapterContract(registry.telegram, telegramHarness(loopback))
adapterContract(registry.web, webHarness())
adapterContract(registry.wechat, wechatHarness(loopback))
adapterContract(registry['wechat-kf'], wechatKfHarness(loopback))
