import type { Ctx, RawRequest, Verdict, Webhook } from '../../src/contract/adapter.ts'
import { object, text } from '../../src/contract/read.ts'
import { isFresh, isSigned, openSealed, textOf } from '../weixin/push.ts'
import { type XmlNode, readXml, word } from '../weixin/xml.ts'
import { readEvent } from './events.ts'
import type { Credentials } from './manifest.ts'
import { readMessage } from './messages.ts'
import { type Push, placeOf, tidy } from './push.ts'

/** What `verify` hands on: the push, and its words where the hook's body shows only a cipher. */
interface Opened {
  push: XmlNode
  raw?: string
}

const reject = (status: 400 | 401 | 403): Verdict => ({ is: 'reject', status })
const accept = (push: XmlNode | null, raw?: string): Verdict =>
  push ? { is: 'accept', body: { push, ...(raw !== undefined && { raw }) } satisfies Opened } : reject(400)

export async function verify(request: RawRequest, ctx: Ctx<Credentials>): Promise<Verdict> {
  const query = new URL(request.url).searchParams
  if (!query.has('signature') && !query.has('msg_signature')) return reject(401)
  if (!isFresh(query, ctx.now())) return reject(403)
  if (request.method !== 'GET') return verifyPush(request.body, query, ctx)

  // The platform looks whether this address is ours, in every mode with the plain signature.
  if (!(await isSigned(query, 'signature', ctx.credentials.token))) return reject(403)
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
  return { is: 'challenge', response: new Response(query.get('echostr'), { headers }) }
}

async function verifyPush(body: Uint8Array, query: URLSearchParams, ctx: Ctx<Credentials>): Promise<Verdict> {
  const { appId, token, encodingAesKey = '', mode } = ctx.credentials
  // It signs the time of the push and not its words, so that secure mode does not count it.
  const signed = mode !== 'secure' && (await isSigned(query, 'signature', token))
  if (mode === 'plain' && !signed) return reject(403)
  const words = textOf(body)
  const push = words === null ? null : readXml(words)
  const cipher = word(push?.['Encrypt'])
  if (mode !== 'plain' && cipher) {
    const raw = await openSealed({ token, encodingAesKey, receiverId: appId }, query, cipher)
    return raw === null ? reject(403) : accept(readXml(raw), raw)
  }
  // Told as a refusal: to take it in unread would lose it.
  if (cipher && push?.['FromUserName'] === undefined) {
    ctx.trace('wechat.encrypted', { channel: ctx.channelId })
    return reject(400)
  }
  return mode === 'plain' || signed ? accept(push) : reject(push ? 403 : 400)
}

/** A push is one message, or one event that we may be interested in. */
export const parse: Webhook<Credentials>['parse'] = (body, { now }) => {
  const opened = object<Opened>(body)
  const push = tidy(object<Push>(opened?.push) ?? {})
  const place = placeOf(push, now())
  if (!place) return []
  const event = push.MsgType === 'event' ? readEvent(push, place) : readMessage(push, place)
  const raw = text(opened?.raw)
  return event ? [raw ? { ...event, raw } : event] : []
}
