import type { World } from './world.ts'

/** WeCom tells programs to go by the number: the texts change. These are as seen in the field, or in its manner. */
const texts: Record<number, string> = {
  40001: 'invalid credential',
  40004: 'invalid media type',
  40005: 'invalid type parameter',
  40006: 'invalid file size',
  40007: 'invalid media_id',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40058: 'invalid Request Parameter',
  40066: 'invalid url',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41050: 'invalid or expired code',
  42001: 'access_token expired',
  45009: 'api freq out of limit',
  60020: 'not allow to access from your ip',
  84061: 'not external contact',
  95000: 'invalid open_kfid',
  95001: 'msg count limit',
  95002: 'msg time limit',
  95007: 'invalid msg token',
  95013: 'conversation end',
  95014: 'user is not servicer',
  95016: 'not allow to change service state',
  95018: 'send msg session status invalid',
  95030: 'duplicate msgid',
}

/** A refusal in WeCom's form: HTTP 200 with an `errcode`. */
export class KfError extends Error {
  override readonly name = 'KfError'
  readonly code: number

  /** `detail` stands behind the usual text of the code. */
  constructor(code: number, detail = '') {
    super([texts[code] ?? 'error', detail].filter(Boolean).join(', '))
    this.code = code
  }

  answer(world: World): Response {
    const hint = `hint: [${world.date()}${String(world.serial()).padStart(8, '0')}]`
    const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${this.code}`
    const errmsg = `${this.message}, ${hint}, from ip: ${world.options.egressIp}, ${more}`
    return Response.json({ errcode: this.code, errmsg })
  }
}
