import type { Ctx } from '../../src/contract/adapter.ts'
import { type Api, type Site, createApi } from '../weixin/api.ts'
import { REFUSALS } from './faults.ts'
import type { Credentials } from './manifest.ts'

const SITE: Site<Credentials> = {
  name: 'WeCom',
  origin: 'https://qyapi.weixin.qq.com',
  refusals: REFUSALS,
  token: ({ corpId, corpSecret }) => ({ path: '/cgi-bin/gettoken', query: { corpid: corpId, corpsecret: corpSecret } }),
}

export const kfApi = (ctx: Ctx<Credentials>): Api => createApi(ctx, SITE)
