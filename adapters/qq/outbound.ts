import type { SegmentBody } from '../../src/model/outgoing.ts'
import type { ThreadRef } from '../../src/model/events.ts'
import { AdapterFault, type Ctx, type Outgoing, type Sent } from '../../src/contract/adapter.ts'
import { type Answer, call } from './api.ts'
import { DUPLICATE, NO_BUTTONS } from './codes.ts'
import { sendDirect } from './guild.ts'
import { keyboardOf, markdownOf, numbered } from './keyboard.ts'
import type { Credentials } from './manifest.ts'
import { fileName } from './names.ts'
import { permitOf } from './permit.ts'
import { type Target, targetOf } from './place.ts'
import { indexOf, isAuditRef } from './ref.ts'
import { sentOf } from './sent.ts'
import { upload } from './upload.ts'

type TextBody = Extract<SegmentBody, { type: 'text' }>

/** Sends one segment. Media take two calls; only the second can be seen. */
export async function send(ctx: Ctx<Credentials>, out: Outgoing): Promise<Sent> {
  const target = targetOf(out.thread)
  const { body } = out
  if (target.scene === 'dms') return sendDirect(ctx, target, out)
  const index = indexOf(out.replyTo)
  const common = { ...permitOf(out.grant, target), ...(index && { message_reference: { message_id: index } }) }
  if (body.type === 'text') return sendText(ctx, target, body, common)
  if (body.type === 'location') throw new AdapterFault('content', 'QQ takes no places from bots.', { certain: true })
  const info = await upload(ctx, target, body, fileName(body), await out.open(body.file))
  // Older servers demand a content, and show nothing of a blank.
  return post(ctx, target, { msg_type: 7, content: ' ', media: { file_info: info }, ...common })
}

/** Buttons where the bot may have them, otherwise numbers; a refused call has used nothing up. */
async function sendText(ctx: Ctx<Credentials>, target: Target, { text: words, buttons }: TextBody, common: object): Promise<Sent> {
  if (!buttons) return post(ctx, target, { msg_type: 0, content: harmless(words), ...common })
  try {
    return await post(ctx, target, { msg_type: 2, markdown: { content: markdownOf(words) }, keyboard: keyboardOf(buttons), ...common })
  } catch (error) {
    if (!(error instanceof AdapterFault && error.certain && NO_BUTTONS.has(error.platformCode ?? ''))) throw error
  }
  return post(ctx, target, { msg_type: 0, content: harmless(numbered(words, buttons)), ...common })
}

/** QQ's own tags in a text would call people or draw buttons; a joint that is not seen makes words of them. */
const harmless = (words: string): string => words.replaceAll('<qqbot-', '<\u2060qqbot-')

async function post(ctx: Ctx<Credentials>, { path }: Target, body: object): Promise<Sent> {
  let answer: Answer
  try {
    answer = await call(ctx, { method: 'POST', path: `${path}/messages`, body })
  } catch (error) {
    // A try before this one has arrived, though its answer did not.
    if (error instanceof AdapterFault && error.platformCode === DUPLICATE && 'msg_seq' in body) return { state: 'sent' }
    throw error
  }
  return sentOf(answer)
}

/** Ends by itself, or with the next message. */
const TYPING_S = 30

/** "… is typing": one to one, paid with one of the answers to a message. Throws, so that nothing is paid, where QQ would not show it. */
export async function typing(ctx: Ctx<Credentials>, thread: ThreadRef, grant?: Outgoing['grant']): Promise<void> {
  if (!grant) return
  const target = targetOf(thread)
  const permit = permitOf(grant, target)
  if (target.scene !== 'users' || !('msg_id' in permit))
    throw new AdapterFault('content', 'QQ shows it in answer to a message only.', { certain: true })
  await post(ctx, target, { msg_type: 6, input_notify: { input_type: 1, input_second: TYPING_S }, ...permit })
}

export async function recall(ctx: Ctx<Credentials>, thread: ThreadRef, externalId: string): Promise<void> {
  const { path } = targetOf(thread)
  if (isAuditRef(externalId)) throw new AdapterFault('content', 'A message under review cannot be recalled.', { certain: true })
  await call(ctx, { method: 'DELETE', path: `${path}/messages/${encodeURIComponent(externalId)}` })
}

/** Ends the waiting of whoever pressed a button. An answer that is too late, or the second, is none. */
export async function answerPress(ctx: Ctx<Credentials>, answer: string): Promise<void> {
  try {
    await call(ctx, { method: 'PUT', path: `/interactions/${encodeURIComponent(answer)}`, body: { code: 0 } })
  } catch (error) {
    if (!(error instanceof AdapterFault && error.code === 'content')) throw error
  }
}
