import type { ApiCall } from './api.ts'
import { WechatError } from './errors.ts'

/** `user/info`. Names and pictures have been empty since the end of 2021. */
export function userInfo({ account, query }: ApiCall): object {
  const chat = account.chatOf(query.get('openid') ?? '')
  if (chat === undefined) throw new WechatError(40003)
  const { openid, following, person } = chat
  const union = account.bound ? { unionid: person.unionid } : {}
  if (following === undefined) return { subscribe: 0, openid, ...union }
  const { since, scene } = following
  const numeric = /^\d+$/.test(scene)
  return {
    subscribe: 1,
    openid,
    nickname: '',
    sex: 0,
    language: query.get('lang') ?? 'zh_CN',
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    subscribe_time: since,
    ...union,
    remark: '',
    groupid: 0,
    tagid_list: [],
    subscribe_scene: scene === '' ? 'ADD_SCENE_SEARCH' : 'ADD_SCENE_QR_CODE',
    qr_scene: numeric ? Number(scene) : 0,
    qr_scene_str: numeric ? '' : scene,
  }
}

/** The longest life of a temporary code, and the one it has when nothing is said, seconds. From memory. */
const longest = 2_592_000
const usual = 60

/** `qrcode/create`: a code with a scene, temporary or for good. */
export function qrcodeCreate({ account, body, world }: ApiCall): object {
  const { action_name: action, action_info: info, expire_seconds: seconds } = body
  const { scene_id: id, scene_str: text } = (info as { scene?: Record<string, unknown> } | undefined)?.scene ?? {}
  const scene = String(action).includes('STR') ? text : id
  const fits = typeof scene === 'string' ? /^.{1,64}$/.test(scene) : Number.isInteger(scene) && Number(scene) > 0 && Number(scene) < 2 ** 32
  if (!/^QR_(LIMIT_)?(STR_)?SCENE$/.test(String(action)) || !fits) throw new WechatError(40053)
  const lasting = String(action).includes('LIMIT')
  const life = typeof seconds === 'number' ? Math.min(seconds, longest) : usual
  const ticket = `gQ${world.key(94)}`
  const url = `http://weixin.qq.com/q/${world.key(22)}`
  account.codes.set(ticket, { scene: String(scene), url, until: lasting ? Infinity : world.now() + life * 1000 })
  return { ticket, ...(lasting ? {} : { expire_seconds: life }), url }
}
