import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Conversation } from '../../../api/types.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'
import { usePending } from '../../../entities/message/useOutbox.ts'
import { queries } from '../../../entities/queries.ts'

/** Whether everybody would read what this agent writes, who has not yet replied here, as far as the messages are loaded. */
export function useFirstInPublic({ id, surface }: Conversation, { items }: Timeline): boolean {
  const { data: me } = useSuspenseQuery(queries.me)
  const pending = usePending(id)
  return useMemo(
    () =>
      surface === 'comment' &&
      !items.some(({ direction, author }) => direction === 'out' && author.kind === 'agent' && author.id === me.id) &&
      !pending.some(({ message }) => message.direction === 'out'),
    [surface, items, pending, me.id],
  )
}
