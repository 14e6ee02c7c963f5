import type { Button, SegmentBody } from '../../src/model/outgoing.ts'
import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { createApi } from '../weixin/api.ts'
import { type Message, isRefusal, sayMedium } from '../weixin/sending.ts'
import type { Credentials } from './manifest.ts'
import { site } from './site.ts'

type TextBody = Extract<SegmentBody, { type: 'text' }>
type Say = (message: Message) => Promise<void>

/** Refusals that leave another way, or that do no harm. */
const NO_MENUS = '40200'
const TYPING_OVER = ['45080', '45081']

/** Sends a segment as a customer service message. WeChat gives messages no id. */
export async function send(ctx: Ctx<Credentials>, { thread, body, open }: Outgoing): Promise<Sent> {
  const api = createApi(ctx, site)
  const say: Say = async (message) => {
    await api.call({ path: '/cgi-bin/message/custom/send', body: { touser: thread.externalId, ...message } })
  }
  if (body.type === 'text') await sayText(say, body)
  else if (body.type === 'media' && body.as !== 'file') await sayMedium(ctx, api, body, open, say)
  else throw new AdapterFault('content', 'WeChat takes no message of this kind.', { certain: true })
  return { state: 'sent' }
}

async function sayText(say: Say, { text: content, buttons }: TextBody): Promise<void> {
  const entries = buttons?.flat() ?? []
  if (entries.length === 0) return say({ msgtype: 'text', text: { content } })
  try {
    await say({ msgtype: 'msgmenu', msgmenu: { head_content: content, list: entries.map(({ id, label }) => ({ id, content: label })) } })
  } catch (error) {
    // Only service accounts may use them; what the admin says of the account may not be true.
    if (!isRefusal(error, NO_MENUS)) throw error
    await say({ msgtype: 'text', text: { content: numbered(content, entries) } })
  }
}

const numbered = (text: string, entries: Button[]): string =>
  [text, ...entries.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')

/** Shown for fifteen seconds at most, and only soon after the customer did something. */
export async function typing(ctx: Ctx<Credentials>, thread: ThreadRef): Promise<void> {
  try {
    await createApi(ctx, site).call({ path: '/cgi-bin/message/custom/typing', body: { touser: thread.externalId, command: 'Typing' } })
  } catch (error) {
    if (!TYPING_OVER.some((code) => isRefusal(error, code))) throw error
  }
}
