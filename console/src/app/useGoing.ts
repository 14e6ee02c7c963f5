import { useNavigate } from '@tanstack/react-router'
import type { View } from '../api/types.ts'
import { VIEWS } from '../api/types.ts'
import { VIEW_ICONS } from '../entities/conversation/views.ts'
import type { CommandId } from '../lib/commands.ts'
import { useOffer } from '../lib/commands.ts'

const GOING: Record<View, CommandId> = {
  mine: 'goMine',
  waiting: 'goWaiting',
  urgent: 'goUrgent',
  open: 'goOpen',
  snoozed: 'goSnoozed',
  resolved: 'goResolved',
}

/** From anywhere to each view of the inbox. */
export function useGoing(): void {
  const navigate = useNavigate()
  useOffer(
    VIEWS.map((view) => ({
      id: GOING[view],
      icon: VIEW_ICONS[view],
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
  )
}
