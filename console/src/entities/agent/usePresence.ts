import { useQueryClient } from '@tanstack/react-query'
import type { Agent, Presence } from '../../api/types.ts'
import { keys } from '../keys.ts'
import { useCommand } from '../useCommand.ts'
import { people } from './people.ts'

/** Presence is shown before the server has agreed, and taken back when it does not. */
export function usePresence() {
  const client = useQueryClient()
  return useCommand({
    run: people.presence,
    expect(presence: Presence) {
      const before = client.getQueryData<Agent>(keys.me)
      client.setQueryData<Agent>(keys.me, (me) => me && { ...me, presence })
      return () => client.setQueryData(keys.me, before)
    },
  })
}
