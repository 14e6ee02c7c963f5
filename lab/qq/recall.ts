import type { ApiCall } from './api.ts'
import { refused } from './errors.ts'
import type { C2c, Group } from './world.ts'

/** `DELETE …/messages/{id}`: an own message of the last two minutes. Answers without a body. */
export function recall({ world, bot }: ApiCall, chat: C2c | Group | undefined, id: string | undefined): Response {
  if (chat === undefined) throw refused(306009)
  const stored = chat.messages.find((one) => one.id === id && !one.recalled)
  if (stored === undefined) throw refused(40061002)
  if (stored.by !== bot) throw refused(chat.kind === 'group' ? 40062003 : 40061002)
  if (world.now() - stored.at > world.options.limits.recallMs) throw refused(40064004)
  stored.recalled = true
  world.changed(chat)
  return new Response(null, { status: 200 })
}
