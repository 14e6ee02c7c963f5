import type { Button, SegmentBody } from '../../src/model/outgoing.ts'
import { measure } from '../../src/model/text.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../adapter.ts'
import { text } from '../read.ts'
import type { Api } from '../weixin/api.ts'
import { kfApi } from './api.ts'
import { type Credentials, MENU_HEAD_BYTES, TEXT_BYTES } from './manifest.ts'
import { inSession } from './sessions.ts'

type MediaBody = Extract<SegmentBody, { type: 'media' }>

/** A message as send_msg takes it: `msgtype`, and an object of that name. */
interface Message {
  msgtype: string
  [said: string]: unknown
}

/**
 * Sends one segment. Accepted is not delivered: what fails later is told by an event that names the message id, which is
 * made of the key, so that the platform refuses to deliver the same twice.
 */
export async function send(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  const api = kfApi(ctx)
  const message = { ...(await messageOf(api, out)), msgid: messageId(ctx.channelId, out.key) }
  const customer = out.thread.externalId
  const sent =
    out.grant?.lane === 'event'
      ? await sendOnEvent(api, out.grant.anchor, message)
      : await inSession(ctx, customer, () =>
          api.call<Answer>({ path: '/cgi-bin/kf/send_msg', body: { touser: customer, open_kfid: ctx.credentials.openKfId, ...message } }),
        )
  return { externalId: text(sent.msgid) ?? message.msgid, state: 'sent' }
}

interface Answer {
  msgid: string
}

/** A welcome or a farewell: one per code, text or menu. */
function sendOnEvent(api: Api, code: string, message: Message & { msgid: string }) {
  if (message.msgtype !== 'text' && message.msgtype !== 'msgmenu')
    throw new AdapterFault('content', 'A welcome or a farewell is a text.', { certain: true })
  return api.call<Answer>({ path: '/cgi-bin/kf/send_msg_on_event', body: { code, ...message } })
}

/** At most 32 of `[0-9a-zA-Z_-]`, unique in the account for ever: 72 random bits of the channel, and the key. */
export function messageId(channelId: string, key: string): string {
  const id = `sb_${channelId.slice(0, 12)}_${key}`
  if (!/^[\w-]{1,32}$/.test(id)) throw new AdapterFault('platform', 'This key makes no message id.', { certain: true })
  return id
}

async function messageOf(api: Api, { body, open }: Outgoing): Promise<Message> {
  if (body.type === 'text') return body.buttons ? menuOf(body.text, body.buttons.flat()) : { msgtype: 'text', text: { content: body.text } }
  if (body.type === 'location') {
    const { latitude, longitude, name, address } = body
    return { msgtype: 'location', location: { latitude, longitude, ...(name && { name }), ...(address && { address }) } }
  }
  return mediumOf(api, body, await open(body.file))
}

/** As numbered lines where the text is too long to stand above a menu: the customer answers with the number. */
function menuOf(head: string, buttons: Button[]): Message {
  if (measure(head, 'byte') <= MENU_HEAD_BYTES) {
    const list = buttons.map(({ id, label }) => ({ type: 'click', click: { id, content: label } }))
    return { msgtype: 'msgmenu', msgmenu: { head_content: head, list } }
  }
  const content = [head, ...buttons.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')
  if (measure(content, 'byte') > TEXT_BYTES) throw new AdapterFault('content', 'The text above the menu is too long.', { certain: true })
  return { msgtype: 'text', text: { content } }
}

const MEDIA_TYPES = { image: 'image', audio: 'voice', video: 'video', file: 'file' } as const

/** For files without a name: the server goes by the ending. */
const EXTENSIONS: { [mime: string]: string } = { 'image/jpeg': 'jpg', 'image/png': 'png', 'audio/amr': 'amr', 'video/mp4': 'mp4' }

async function mediumOf(api: Api, { as, mime, name }: MediaBody, blob: Blob): Promise<Message> {
  const type = MEDIA_TYPES[as]
  const extension = EXTENSIONS[mime.split(';', 1)[0]?.trim() ?? ''] ?? 'bin'
  const media_id = await api.upload(type, blob, name ?? `${as}.${extension}`)
  return { msgtype: type, [type]: { media_id } }
}
