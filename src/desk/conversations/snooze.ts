import type { PresenceOf } from '../agents/presence.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { MoveEffect } from './effects.ts'
import type { Conversation, Conversations } from './store.ts'

/** Ends a snooze: back to its agent where there is room, otherwise to the queue. Inside a transaction. */
export type Unsnooze = (conversation: Conversation, actor: Actor) => Conversation

/** Put off, it has a job that brings it back; whatever else becomes of it, it has none. */
export const snoozeEffect =
  ({ jobs }: { jobs: JobsRoom }): MoveEffect =>
  ({ before, after }) => {
    if (before.status === 'snoozed') jobs.cancel('unsnooze', String(before.id))
    if (after.snoozedUntil !== null) jobs.schedule('unsnooze', String(after.id), after.snoozedUntil)
  }

export function createUnsnooze(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  { conversations, presence, jobs }: { conversations: Conversations; presence: PresenceOf; jobs: JobsRoom },
): Unsnooze {
  const unsnooze: Unsnooze = (conversation, actor) => {
    const keeper = conversation.agentId
    if (keeper === null || !presence.isAvailable(keeper)) return conversations.move(conversation, 'unsnooze', actor)
    try {
      return sql.transaction(() => conversations.move(conversation, 'resume', actor))
    } catch (error) {
      if (!(error instanceof DeskError) || error.code !== 'over-capacity') throw error
      return conversations.move(conversation, 'unsnooze', actor)
    }
  }

  jobs.handle('unsnooze', async ({ key }) => {
    await commit(() => {
      const conversation = conversations.get(Number(key))
      // Put off once more in this very moment, it sleeps on.
      if (conversation.snoozedUntil !== null && conversation.snoozedUntil <= clock.now()) unsnooze(conversation, 'system')
    })
  })
  return unsnooze
}
