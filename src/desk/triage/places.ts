import type { Skill } from '../../model/triage/rules.ts'

/** Where conversations wait, as far as rules have a say in it. */
export interface Places {
  /** Where a conversation waits that nothing sends elsewhere. */
  begins(): number
  /** Whether conversations may be sent there. */
  isOpen(queueId: number): boolean
  /** Undefined: there is no such queue, or it is closed for good. */
  nameOf(queueId: number): string | undefined
  /** Whether it is within its business hours now; one without is always. */
  isWorking(queueId: number): boolean
  /** Asks for these skills, where none were asked for; false: nothing changed. Inside a transaction. */
  demand(id: number, skills: readonly Skill[]): boolean
}
