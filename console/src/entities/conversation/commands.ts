import type { LucideIcon } from 'lucide-react'
import { ArrowRightLeft, CircleCheck, Flag, Hand, RotateCcw, Siren, Undo2, UserRoundCheck, UserRoundPlus } from 'lucide-react'
import type { Agent, Conversation, Role } from '../../api/types.ts'
import type { CommandId } from '../../lib/commands.ts'
import type { Step } from './steps.ts'
import { allowed } from './steps.ts'

/** What has to be chosen first. */
export type Question = 'assign' | 'transfer' | 'priority'

interface Row {
  id: CommandId
  icon: LucideIcon
  may: (conversation: Conversation, me: Agent, raises?: Role) => boolean
  step: Question | ((me: Agent) => Step)
}

const may =
  (what: keyof ReturnType<typeof allowed>): Row['may'] =>
  (conversation, me, raises) =>
    allowed(conversation, me, raises)[what]

/** What can be done with a conversation besides writing and snoozing, in the order of menus. */
export const CONVERSATION_COMMANDS: readonly Row[] = [
  { id: 'claim', icon: Hand, may: may('claim'), step: () => ({ do: 'claim' }) },
  { id: 'resolve', icon: CircleCheck, may: may('resolve'), step: () => ({ do: 'resolve' }) },
  { id: 'reopen', icon: RotateCcw, may: may('reopen'), step: () => ({ do: 'reopen' }) },
  { id: 'assign', icon: UserRoundPlus, may: may('assign'), step: 'assign' },
  {
    id: 'assignMe',
    icon: UserRoundCheck,
    may: (conversation, me) => allowed(conversation, me).assign && !allowed(conversation, me).mine,
    step: (me) => ({ do: 'assign', agent: me }),
  },
  { id: 'transfer', icon: ArrowRightLeft, may: may('transfer'), step: 'transfer' },
  { id: 'release', icon: Undo2, may: may('release'), step: () => ({ do: 'release' }) },
  { id: 'priority', icon: Flag, may: may('priority'), step: 'priority' },
  {
    id: 'urgent',
    icon: Siren,
    may: (conversation, me, raises) => conversation.priority !== 'urgent' && allowed(conversation, me, raises).priority,
    step: () => ({ do: 'priority', priority: 'urgent' }),
  },
]
