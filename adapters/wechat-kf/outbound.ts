import type { SegmentBody } from '../../src/model/outgoing.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { text } from '../../src/contract/read.ts'
import { type Message, sayMedium } from '../weixin/sending.ts'
import { kfApi } from './api.ts'
import type { Credentials } from './manifest.ts'
import { inSession } from './sessions.ts'

interface Answer {
  msgid: string
}

/**
 * Sends one segment. Accepted is not delivered: what fails later is told by an event that names the message id, which is
 * made of the key, so that the platform refuses to deliver the same twice.
 */
export async function send(ctx: Ctx<Credentials>, { body, open, ...out }: Outgoing): Promise<Sent> {
  const msgid = messageId(ctx.channelId, out.key)
  const say = out.grant?.lane === 'event' ? onEvent(ctx, out.grant.anchor) : toCustomer(ctx, out.thread.externalId)
  const sayWithId = (message: Message) => say({ ...message, msgid }).catch((error: unknown) => Promise.reject(named(error, msgid)))
  const sent = body.type === 'media' ? await sayMedium(ctx, kfApi(ctx), body, open, sayWithId) : await sayWithId(messageOf(body))
  return { externalId: text(sent.msgid) ?? msgid, state: 'sent' }
}

const toCustomer = (ctx: Ctx<Credentials>, customer: string) => (message: Message) =>
  inSession(ctx, customer, () =>
    kfApi(ctx).call<Answer>({ path: '/cgi-bin/kf/send_msg', body: { touser: customer, open_kfid: ctx.credentials.openKfId, ...message } }),
  )

/** A welcome or a farewell: one per code, text or menu. */
const onEvent = (ctx: Ctx<Credentials>, code: string) => async (message: Message) => {
  if (message.msgtype !== 'text' && message.msgtype !== 'msgmenu')
    throw new AdapterFault('content', 'A welcome or a farewell is a text.', { certain: true })
  return kfApi(ctx).call<Answer>({ path: '/cgi-bin/kf/send_msg_on_event', body: { code, ...message } })
}

/** Where no answer came, an event may still tell of a failure. */
function named(error: unknown, externalId: string): unknown {
  if (!(error instanceof AdapterFault) || error.certain) return error
  const { code, message, certain, platformCode = '' } = error
  return new AdapterFault(code, message, { certain, platformCode, externalId })
}

/** At most 32 of `[0-9a-zA-Z_-]`, unique in the account for ever: 72 random bits of the channel, and the key. */
export function messageId(channelId: string, key: string): string {
  const id = `sb_${channelId.slice(0, 12)}_${key}`
  if (!/^[\w-]{1,32}$/.test(id)) throw new AdapterFault('platform', 'This key makes no message id.', { certain: true })
  return id
}

function messageOf(body: Exclude<SegmentBody, { type: 'media' }>): Message {
  if (body.type === 'location') {
    const { latitude, longitude, name, address } = body
    return { msgtype: 'location', location: { latitude, longitude, ...(name && { name }), ...(address && { address }) } }
  }
  if (!body.buttons) return { msgtype: 'text', text: { content: body.text } }
  const list = body.buttons.flat().map(({ id, label }) => ({ type: 'click', click: { id, content: label } }))
  return { msgtype: 'msgmenu', msgmenu: { head_content: body.text, list } }
}
