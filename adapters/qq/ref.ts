import { type Raw, list, object, text } from '../../src/contract/read.ts'
import type { Message } from './wire.ts'

const AUDIT = 'audit:'

/**
 * QQ has two names for a message: its id, which answers, recalls and ratings take, and an index, `REFIDX_…`, which quoting takes.
 * A customer's message is known to us as "id index", so that an answer can quote it. Ours are known by their id alone, for
 * ratings name that: a customer who quotes one of ours is shown with the words that they quote.
 */
export function refOf(messageId: string | undefined, message: Raw<Message>): string | undefined {
  const index = extOf(message, 'msg_idx')
  return messageId && index ? `${messageId} ${index}` : messageId
}

/** The index of a message that we know by `ref`, where it has one. */
export const indexOf = (ref: string | undefined): string | undefined => ref?.split(' ')[1]

/** What a message of ours is called that waits for a censor: it has no id before it passes. */
export const auditRef = (auditId: string): string => `${AUDIT}${auditId}`
export const isAuditRef = (ref: string): boolean => ref.startsWith(AUDIT)

/** `message_scene.ext` is a list of `name=value`, with empty items in it. */
function extOf(message: Raw<Message>, name: string): string | undefined {
  const scene = object<Message['message_scene']>(message.message_scene)
  const item = list(scene?.ext).find((entry) => typeof entry === 'string' && entry.startsWith(`${name}=`))
  const value = typeof item === 'string' ? item.slice(name.length + 1) : undefined
  return value !== undefined && /^\S{1,200}$/.test(value) ? text(value) : undefined
}
