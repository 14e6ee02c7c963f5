import type { ApiCall } from './api.ts'
import type { Chat } from './chat.ts'
import { readContent, textOf } from './content.ts'
import { WechatError } from './errors.ts'

const ok = { errcode: 0, errmsg: 'ok' }

/** `message/custom/send`. Answers "ok" and nothing else: there is no message id. */
export function customSend(call: ApiCall): object {
  const { account, body, world } = call
  const chat = chatOf(call)
  const content = readContent(account, body)
  if (chat.following === undefined) throw new WechatError(chat.known ? world.options.unsubscribed : 43004)
  if (chat.refusing) throw new WechatError(48002)
  chat.windows.spend()
  chat.add(content, false)
  return ok
}

/** `message/custom/typing`: the phone shows it for a while, or until the message comes. */
export function customTyping(call: ApiCall): object {
  const { body, world } = call
  const chat = chatOf(call)
  const { typingMs, typingWithinMs } = world.options
  const command = textOf(body, 'command')
  if (command !== 'Typing' && command !== 'CancelTyping') throw new WechatError(45072)
  if (command === 'Typing') {
    if (world.now() - chat.lastActive > typingWithinMs) throw new WechatError(45080)
    if (chat.typing) throw new WechatError(45081)
  }
  chat.typingUntil = command === 'Typing' ? world.now() + typingMs : -Infinity
  chat.changed()
  return ok
}

function chatOf({ account, body }: ApiCall): Chat {
  if (!account.verified) throw new WechatError(48001)
  const chat = account.chatOf(textOf(body, 'touser'))
  if (chat === undefined) throw new WechatError(40003)
  return chat
}
