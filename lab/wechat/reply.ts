import { decrypt, sha1Sorted } from '../weixin/crypt.ts'
import { childOf, readXml, textAt, type Element } from '../weixin/xml.ts'
import type { Account } from './account.ts'
import type { Callback } from './callback.ts'
import type { Shown } from './chat.ts'
import { readContent } from './content.ts'
import { WechatError } from './errors.ts'

/** What the hub answered a push with. */
export type Reply =
  | { is: 'nothing' }
  | { is: 'content'; content: Shown }
  /** Handed over to the platform's own desk. */
  | { is: 'transfer' }
  | { is: 'invalid'; why: string }

const invalid = (why: string): Reply => ({ is: 'invalid', why })

/** Reads the passive reply in the body of an answer, and checks everything that WeChat would. */
export function readReply(account: Account, settings: Callback, openid: string, body: string): Reply {
  if (body === '' || body === 'success') return { is: 'nothing' }
  const outer = readXml(body)
  if (outer?.name !== 'xml') return invalid('The answer is neither empty, nor "success", nor XML')
  const cipher = textAt(outer, 'Encrypt')
  if (cipher === '') return settings.mode === 'secure' ? invalid('The answer is not encrypted') : readMessage(account, openid, outer)
  if (settings.mode === 'plain') return invalid('The answer is encrypted, but the mode is plain')
  const signature = sha1Sorted(settings.token, textAt(outer, 'TimeStamp'), textAt(outer, 'Nonce'), cipher)
  if (textAt(outer, 'MsgSignature') !== signature) return invalid('The MsgSignature is wrong')
  try {
    const { message, receiverId } = decrypt(settings.encodingAesKey, cipher)
    if (receiverId !== account.appid) return invalid(`It was encrypted for ${receiverId}`)
    return readMessage(account, openid, readXml(message))
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error))
  }
}

function readMessage(account: Account, openid: string, xml: Element | undefined): Reply {
  if (textAt(xml, 'ToUserName') !== openid) return invalid('ToUserName is not the person')
  if (textAt(xml, 'FromUserName') !== account.user) return invalid('FromUserName is not the account')
  if (!/^\d+$/.test(textAt(xml, 'CreateTime'))) return invalid('CreateTime is no number')
  const type = textAt(xml, 'MsgType')
  if (type === 'transfer_customer_service') return { is: 'transfer' }
  const body = bodies[type]?.(xml)
  if (body === undefined) return invalid(`MsgType ${type} can't be answered with`)
  try {
    return { is: 'content', content: readContent(account, { msgtype: type, [type]: body }) }
  } catch (error) {
    if (error instanceof WechatError) return invalid(error.message)
    throw error
  }
}

const mediaOf = (element: string) => (xml: Element | undefined) => ({ media_id: textAt(xml, element, 'MediaId') })

/** Each kind of reply as the object that a customer message of that kind would carry. */
const bodies: Record<string, (xml: Element | undefined) => object> = {
  text: (xml) => ({ content: childOf(xml, 'Content')?.text ?? '' }),
  image: mediaOf('Image'),
  voice: mediaOf('Voice'),
  video: (xml) => ({
    ...mediaOf('Video')(xml),
    title: textAt(xml, 'Video', 'Title'),
    description: textAt(xml, 'Video', 'Description'),
  }),
  music: (xml) => ({
    title: textAt(xml, 'Music', 'Title'),
    description: textAt(xml, 'Music', 'Description'),
    musicurl: textAt(xml, 'Music', 'MusicUrl'),
    hqmusicurl: textAt(xml, 'Music', 'HQMusicUrl'),
    thumb_media_id: textAt(xml, 'Music', 'ThumbMediaId'),
  }),
  news: (xml) => ({
    articles: childOf(xml, 'Articles')?.children.map((item) => ({
      title: textAt(item, 'Title'),
      description: textAt(item, 'Description'),
      url: textAt(item, 'Url'),
      picurl: textAt(item, 'PicUrl'),
    })),
  }),
}
