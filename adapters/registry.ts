import type { Adapter } from '../src/contract/adapter.ts'
import { qq } from './qq/index.ts'
import { telegram } from './telegram/index.ts'
import { web } from './web/index.ts'
import { wechat } from './wechat/index.ts'
import { wechatKf } from './wechat-kf/index.ts'
import { wechaty } from './wechaty/edge.ts'
import { x } from './x/index.ts'

/**
 * Every kind of channel that runs at the edge. A kind's credentials are known to its manifest's schema alone: whoever
 * holds an adapter by its kind passes what that schema has parsed.
 */
export const registry = { qq, telegram, web, wechat, 'wechat-kf': wechatKf, wechaty, x } as const satisfies Record<string, Adapter>
