import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from '../i18n/useTranslation.ts'
import type { View } from '../api/types.ts'
import { VIEWS } from '../api/types.ts'
import { VIEW_ICONS } from '../entities/conversation/views.ts'
import { queries } from '../entities/queries.ts'
import type { CommandId } from '../lib/commands.ts'
import { useOffer } from '../lib/commands.ts'
import { pagesOf } from './pages.ts'

const GOING: Record<View, CommandId> = {
  mine: 'goMine',
  waiting: 'goWaiting',
  urgent: 'goUrgent',
  open: 'goOpen',
  snoozed: 'goSnoozed',
  resolved: 'goResolved',
}

/** From anywhere to each view of the inbox and to each page. */
export function useGoing(): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: me } = useSuspenseQuery(queries.me)
  useOffer([
    ...VIEWS.map((view) => ({
      id: GOING[view],
      icon: VIEW_ICONS[view],
      run: () => void navigate({ to: '/inbox/$view', params: { view } }),
    })),
    ...pagesOf(me.role).map(({ path, title, icon }) => ({
      id: `page:${path}` as const,
      title: t(title),
      icon,
      run: () => void navigate({ to: path }),
    })),
  ])
}
