import type { Reason, Triage } from '../../model/triage/triage.ts'
import type { Tag } from '../conversations/tags.ts'
import type { Conversation, Conversations } from '../conversations/store.ts'
import type { Places } from './places.ts'

/** What came of what the rules say, and why: reasons that came to nothing are left out. */
export interface Applied {
  conversation: Conversation
  /** Of queue, skills and tags. */
  changed: boolean
  reasons: Reason[]
}

/** Does what rules say of queue, skills and tags. Inside a transaction. */
export type Apply = (conversation: Conversation, judged: Triage) => Applied

export function createApply({ conversations, tag, places }: { conversations: Conversations; tag: Tag; places: Places }): Apply {
  /** Only what still is where it began and nobody had: whoever was moved by hand is not moved back by a word. */
  function placed(conversation: Conversation, queue: string | undefined): Conversation | undefined {
    const { status, queueId, previousAgentId } = conversation
    const to = Number(queue)
    if (queue === undefined || status !== 'waiting' || previousAgentId !== null) return undefined
    if (to === queueId || queueId !== places.begins() || !places.isOpen(to)) return undefined
    return conversations.move(conversation, 'transfer', 'system', { queueId: to })
  }

  return (before, { queue, skills, tags, reasons }) => {
    const fresh = tag(before.id, tags, 'system')
    const asks = places.demand(before.id, skills)
    const moved = placed(before, queue)
    const conversation = moved ?? before
    // A move asks for them by itself.
    if (asks && !moved && conversation.status === 'waiting') conversations.place(conversation)
    const done: Partial<Record<Reason['code'], boolean>> = { tags: fresh.length > 0, skills: asks, queue: moved !== undefined }
    const counting = reasons.filter(({ code }) => done[code] !== false)
    const named = counting.map((one) =>
      one.code === 'queue' ? { ...one, values: { ...one.values, name: places.nameOf(conversation.queueId) ?? '' } } : one,
    )
    return { conversation, changed: Object.values(done).includes(true), reasons: named }
  }
}
