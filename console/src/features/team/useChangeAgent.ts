import { useQueryClient } from '@tanstack/react-query'
import type { Agent } from '../../api/types.ts'
import type { AgentChange } from '../../entities/agent/people.ts'
import { people } from '../../entities/agent/people.ts'
import { keys } from '../../entities/keys.ts'

/** Changes somebody, and what the page shows of them. */
export function useChangeAgent(): (id: string, change: AgentChange) => Promise<void> {
  const client = useQueryClient()
  return async (id, change) => {
    const changed = await people.changeAgent(id, change)
    client.setQueryData<Agent[]>(keys.agents, (all) => all?.map((one) => (one.id === id ? changed : one)))
    if (change.skills) void client.invalidateQueries({ queryKey: keys.skills })
  }
}
