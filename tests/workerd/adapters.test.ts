import { registry } from '../../adapters/registry.ts'
import { adapterContract } from '../adapter-contract.ts'
import { inMemory } from '../harness/in-memory.ts'
import { qqHarness } from '../harness/qq.ts'
import { telegramHarness } from '../harness/telegram.ts'
import { webHarness } from '../harness/web.ts'
import { wechatHarness } from '../harness/wechat.ts'
import { wechatKfHarness } from '../harness/wechat-kf.ts'
import { xHarness } from '../harness/x.ts'

adapterContract(registry.qq, qqHarness(inMemory))
adapterContract(registry.telegram, telegramHarness(inMemory))
adapterContract(registry.web, webHarness())
adapterContract(registry.wechat, wechatHarness(inMemory))
adapterContract(registry['wechat-kf'], wechatKfHarness(inMemory))
adapterContract(registry.x, xHarness(inMemory, 'oauth1'))
adapterContract(registry.x, xHarness(inMemory, 'oauth2'))
