import type { LucideIcon } from 'lucide-react'
import { AlarmClock, CircleCheck, Hourglass, MessagesSquare, Siren, UserRound } from 'lucide-react'
import type { View } from '../../api/types.ts'

export const VIEW_ICONS: Record<View, LucideIcon> = {
  mine: UserRound,
  waiting: Hourglass,
  urgent: Siren,
  open: MessagesSquare,
  snoozed: AlarmClock,
  resolved: CircleCheck,
}
