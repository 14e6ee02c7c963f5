/** The codes modelled here and their texts, from the code tables of the official pages. */
const texts: Readonly<Record<number, string>> = {
  10000: '不支持的操作',
  11241: '参数中缺少 token',
  11243: '校验 token 未通过',
  11265: '机器人已经被封禁',
  12002: '请求体错误',
  22006: '消息类型与内容不匹配',
  22009: 'msg limit exceed',
  50006: '消息为空',
  50037: '带有 markdown 消息只支持 markdown 或者 keyboard 组合',
  100001: 'Too many requests',
  100007: 'appid invalid',
  100016: 'invalid appid or secret',
  304003: 'url 未报备',
  304004: '没有发 ark 消息权限',
  304010: '图片转存错误',
  304023: 'push message is waiting for audit now',
  304024: 'reply message is waiting for audit now',
  304026: '回复的消息 id 错误',
  304027: '回复的消息过期',
  304032: '私信不存在',
  304036: '没有 markdown 模板的权限',
  304038: '消息按钮组件不存在',
  304049: '私信主动消息数限频',
  304050: '私信主动消息总量限频',
  304057: 'not allowd custom keyborad',
  304080: '文件信息无效',
  305007: '键盘样式参数错误',
  306009: '用户openid无效',
  630001: '互动回调数据更新无效参数',
  630003: '互动回调数据AppID不匹配',
  850019: '不支持的文件格式',
  850026: '下载原始文件失败',
  850031: '上传文件超过大小限制',
  40034005: '回复消息msg_id已过期',
  40034006: '消息内容违规',
  40034024: '请求参数msg_id无效或越权',
  40034025: '请求参数event_id无效',
  40034026: '请求参数event_id已过期',
  40034027: '该事件不支持回复消息',
  40034029: '内联键盘行/列超限',
  40034100: '主动消息发送超过频控限制',
  40034101: '机器人非群成员',
  40034105: '主动消息发送失败，无权限',
  40034122: '召回消息已达区间上限',
  40034123: '不支持召回消息',
  40034124: 'markdown消息参数错误',
  40034127: '无markdown模板权限',
  40034128: '被动回复时间或次数超限',
  40054002: '机器人被禁言',
  40054003: '机器人不是群成员',
  40054004: '无好友关系',
  40054005: '消息被去重，请检查请求msgseq',
  40054007: '消息长度超限',
  40054010: '不允许发送URL',
  40054013: '用户拒收消息',
  40054016: '机器人已下线',
  40061002: '请求参数msgid无效',
  40062003: '无操作权限',
  40064004: '已超出消息撤回时限',
  40093001: '文件上传失败，请重试',
  40093002: '超过今天发送文件容量上限',
}

/** What the platform answers instead of a result. Throw it anywhere below the API. */
export class QqError extends Error {
  override readonly name = 'QqError'
  readonly code: number
  /** Undefined: the usual status of a refusal (`Options.errorStatus`). */
  readonly status: number | undefined
  /** `v2` says `err_code`, the gateway in front of it and the guild interfaces say `code`. */
  readonly style: 'v2' | 'gateway'
  readonly data: object | undefined

  constructor(code: number, more: { status?: number; style?: 'v2' | 'gateway'; data?: object } = {}) {
    super(texts[code] ?? '消息发送异常，请稍后重试')
    this.code = code
    this.status = more.status
    this.style = more.style ?? 'v2'
    this.data = more.data
  }

  body(trace: string, bothCodes: boolean): object {
    const { code, message, data } = this
    const more = { ...(data === undefined ? {} : { data }), trace_id: trace }
    if (this.style === 'gateway') return { code, message, ...more }
    return { ...(bothCodes ? { code } : {}), err_code: code, message, ...more }
  }
}

/** A refusal of an interface under `/v2`. */
export const refused = (code: number): QqError => new QqError(code)

/** A refusal by what stands in front of all interfaces: who are you, too often, no such interface. */
export const atTheGate = (code: number, status: number): QqError => new QqError(code, { status, style: 'gateway' })
