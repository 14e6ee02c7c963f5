import type { InboundEvent } from '../../src/model/events.ts'
import { object, text } from '../read.ts'
import { id } from './ids.ts'
import { type Reading, oneToOne, timeOf } from './reading.ts'

interface ChatPayload {
  id: string
  sender_id: string
  created_at_msec: string
  conversation_id: string
}

const ONE_TO_ONE = /^\d+[:-]\d+$/

/**
 * A message of X Chat. Only the account's own apps have the keys to it, so that it can be neither read nor answered here;
 * groups of X Chat are left out.
 */
export function readEncrypted(payload: unknown, { own, now }: Reading): InboundEvent[] {
  const chat = object<ChatPayload>(payload)
  const [key, sender] = [text(chat?.id), id(chat?.sender_id)]
  if (!chat || !key || key.length > 100 || !sender || sender === own) return []
  if (typeof chat.conversation_id === 'string' && !ONE_TO_ONE.test(chat.conversation_id)) return []
  const externalId = `chat:${key}`
  return [
    {
      type: 'message',
      dedupeKey: externalId,
      at: timeOf(chat.created_at_msec, now),
      surface: 'dm',
      thread: oneToOne(sender),
      sender: { externalId: sender },
      externalId,
      content: [{ type: 'unsupported', kind: 'encrypted', summary: 'Encrypted message: answer in X / 加密消息，请在 X 中回复' }],
    },
  ]
}
