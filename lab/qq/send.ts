import type { ApiCall } from './api.ts'
import { readBody, readContent, type Content } from './content.ts'
import { emit, groupId } from './events.ts'
import { QqError, refused } from './errors.ts'
import { permit, type Claim, type Permit } from './permit.ts'
import type { C2c, Group, Stored } from './world.ts'

/** `POST /v2/users/{openid}/messages` and `/v2/groups/{openid}/messages`. */
export function sendMessage(api: ApiCall, chat: C2c | Group, raw: unknown): object {
  const { world, bot } = api
  refuseAsTold(api)
  const body = readBody(raw)
  const content = readContent(world, bot, chat, body)
  const claim: Claim = {
    msgId: body.msg_id || undefined,
    eventId: body.event_id || undefined,
    seq: body.msg_seq ?? 1,
    wakeup: body.is_wakeup === true,
    typing: 'typing' in content,
    sandbox: api.sandbox,
  }
  return deliver(api, chat, content, permit(world, bot, chat, claim))
}

/** An upload with `srv_send_msg`: sent at once, as a message that answers nothing. */
export function sendUploaded(api: ApiCall, chat: C2c | Group, content: Content): object {
  const claim: Claim = { seq: 1, wakeup: false, typing: false, sandbox: api.sandbox }
  return deliver(api, chat, content, permit(api.world, api.bot, chat, claim))
}

/** The code the next message was to be refused with. */
export function refuseAsTold({ bot }: ApiCall): void {
  const code = bot.refusals.shift()
  if (code !== undefined) throw refused(code)
}

function deliver(api: ApiCall, chat: C2c | Group, content: Content, { passive, commit }: Permit): object {
  const { world, bot } = api
  commit()
  if ('typing' in content) {
    chat.typingUntil = world.now() + content.typing * 1000
    world.changed(chat)
    world.kit.clock.after(content.typing * 1000, () => world.changed(chat))
    return { id: `ROBOT1.0_${world.key(48)}!`, timestamp: world.time() }
  }
  const show = (): Stored => {
    chat.typingUntil = 0
    return world.keep(chat, bot, content)
  }
  const verdict = bot.audits.shift()
  if (verdict !== undefined) throw audit(api, chat, verdict, passive ? 304024 : 304023, show)
  const { id, at, ref } = show()
  return { id, timestamp: world.time(at), ext_info: { ref_idx: ref } }
}

/** 202 now, the verdict as an event later. Which fields name the chat of a friend there is not documented. */
function audit({ world, bot }: ApiCall, chat: C2c | Group, verdict: 'pass' | 'reject', code: number, show: () => Stored): QqError {
  const auditId = `audit-${world.key(20)}`
  const created = world.time()
  world.kit.clock.after(world.options.auditMs, () => {
    const where = chat.kind === 'group' ? { group_openid: groupId(world, bot, chat) } : {}
    const passed = verdict === 'pass' ? { message_id: show().id } : {}
    const d = { audit_id: auditId, audit_time: world.time(), create_time: created, ...where, ...passed }
    emit(world, bot, verdict === 'pass' ? 'MESSAGE_AUDIT_PASS' : 'MESSAGE_AUDIT_REJECT', d, chat)
  })
  return new QqError(code, { status: 202, style: 'gateway', data: { message_audit: { audit_id: auditId } } })
}
