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
