import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Conversation, Priority } from '../../api/types.ts'
import type { CommandId, NamedCommand } from '../../lib/commands.ts'
import { queries } from '../queries.ts'
import { AssignDialog } from './AssignDialog.tsx'
import type { Question } from './commands.ts'
import { CONVERSATION_COMMANDS } from './commands.ts'
import { PriorityDialog } from './PriorityDialog.tsx'
import type { Step } from './steps.ts'
import { allowed } from './steps.ts'
import { TransferDialog } from './TransferDialog.tsx'
import { useSteps } from './useSteps.ts'

export interface ConversationCommands {
  all: readonly NamedCommand[]
  /** Undefined where it cannot be done with any of them. */
  of: (id: CommandId) => NamedCommand | undefined
  /** ISO 8601; undefined where none can be snoozed. */
  snooze: ((until: string) => void) | undefined
  /** Undefined where it can be given to none. */
  prioritize: ((priority: Priority) => void) | undefined
  /** What asks for more: to be shown somewhere on the page. */
  dialogs: ReactNode
}

const DIALOGS = { assign: AssignDialog, transfer: TransferDialog, priority: PriorityDialog }

/** What can be done with these conversations. Where some allow it and others do not, it is done with those that do. */
export function useConversationCommands(conversations: readonly Conversation[], onRun = (): void => {}): ConversationCommands {
  const { data: me } = useSuspenseQuery(queries.me)
  const raises = useQuery(queries.rules).data?.raiseUnassigned
  const steps = useSteps()
  const [asked, ask] = useState<Question | null>(null)
  const run = (those: readonly Conversation[], step: Step): void => {
    steps(those, step)
    onRun()
  }
  const all = CONVERSATION_COMMANDS.flatMap(({ id, icon, may, step }): NamedCommand[] => {
    const those = conversations.filter((one) => may(one, me, raises))
    if (those.length === 0) return []
    return [{ id, icon, run: () => (typeof step === 'string' ? ask(step) : run(those, step(me))) }]
  })
  /** The same step with those that allow it. */
  const runWith = (what: 'snooze' | Question, step: Step): void =>
    run(
      conversations.filter((one) => allowed(one, me, raises)[what]),
      step,
    )
  const some = (what: 'snooze' | 'priority'): boolean => conversations.some((one) => allowed(one, me, raises)[what])
  const Dialog = asked && DIALOGS[asked]
  return {
    all,
    of: (id) => all.find((command) => command.id === id),
    snooze: some('snooze') ? (until) => runWith('snooze', { do: 'snooze', until }) : undefined,
    prioritize: some('priority') ? (priority) => runWith('priority', { do: 'priority', priority }) : undefined,
    dialogs: Dialog && <Dialog conversations={conversations} onStep={(step) => runWith(asked, step)} onClose={() => ask(null)} />,
  }
}
