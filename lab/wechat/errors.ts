/** Texts as seen in answers of the platform; where only the code is certain, the words are the lab’s: 40200, 45072, 45080, 45081. */
const texts = {
  40001:
    'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40004: 'invalid media type',
  40005: 'invalid file type',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40010: 'invalid voice size',
  40011: 'invalid video size',
  40012: 'invalid thumb size',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40033: 'invalid charset. please check your request, if include \\uxxxx will create fail!',
  40053: 'invalid action info, please check document',
  40066: 'invalid url',
  40125: 'invalid appsecret',
  40164: 'invalid ip',
  40200: 'invalid account type',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43004: 'require subscribe',
  44002: 'empty post data',
  44003: 'empty news data',
  44004: 'empty content',
  45002: 'content size out of limit',
  45008: 'article size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
  45072: 'invalid typing command',
  45080: 'need user interaction in last 30 seconds',
  45081: 'already in typing status',
  47001: 'data format error',
  48001: 'api unauthorized',
  48002: 'user block receive message',
} as const

export type Code = keyof typeof texts

/** A refusal, in the platform's words: HTTP 200 with `errcode` and `errmsg`. */
export class WechatError extends Error {
  override readonly name = 'WechatError'
  readonly code: Code

  constructor(code: Code, text: string = texts[code]) {
    super(text)
    this.code = code
  }
}
