import { conversations } from './api.ts'
import type { Conversation } from '../../api/types.ts'
import type { Step } from './steps.ts'

export function runStep(id: string, step: Step): Promise<Conversation> {
  switch (step.do) {
    case 'snooze':
      return conversations.snooze(id, step.until)
    case 'assign':
      return conversations.assign(id, step.agent.id)
    case 'transfer':
      return conversations.transfer(id, step.queue.id)
    case 'priority':
      return conversations.priority(id, step.priority)
    default:
      return conversations[step.do](id)
  }
}

/** How many are asked for at the same time. */
const AT_ONCE = 4

/** Does something with each, a few at a time. What comes out stands in the order of what went in. */
export async function forEach<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = []
  for (let at = 0; at < all.length; at += AT_ONCE) results.push(...(await Promise.allSettled(all.slice(at, at + AT_ONCE).map(run))))
  return results
}
