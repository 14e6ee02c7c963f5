import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'

/** Gives a conversation tags; returns those that it did not have. Inside a transaction. */
export type Tag = (id: number, tags: readonly string[], actor: Actor) => string[]

export function createTag({ sql }: Pick<Kit, 'sql'>, { log }: { log: LogRoom }): Tag {
  const insert = sql.prepare('INSERT INTO ConversationTag (conversationId, tag) VALUES (?, ?) ON CONFLICT DO NOTHING')
  return (id, tags, actor) => {
    const fresh = tags.filter((tag) => insert.run(id, tag) > 0)
    if (fresh.length > 0) log.append({ type: 'conversation.updated', actor, conversationId: id, data: { action: 'tagged', tags: fresh } })
    return fresh
  }
}
