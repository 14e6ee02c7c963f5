import { Bookmark, BookUser } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { View } from '../../api/types.ts'
import { useCount } from '../../entities/conversation/counts.ts'
import type { SavedView } from '../../entities/conversation/savedViews.ts'
import { VIEW_ICONS } from '../../entities/conversation/views.ts'
import { NavItem } from './NavItem.tsx'

/** A view in the navigation, and how many are in it. */
export function ViewItem({ view, rail }: { view: View; rail: boolean }) {
  const { t } = useTranslation()
  const count = useCount({ view })
  return (
    <NavItem
      to="/inbox/$view"
      params={{ view }}
      icon={VIEW_ICONS[view]}
      label={t(`inbox.views.${view}`)}
      count={count}
      tone={view === 'urgent' ? 'alarm' : (count?.unread ?? 0) > 0 ? 'news' : undefined}
      rail={rail}
    />
  )
}

/** A saved view: the same list as by its filters, under its name. */
export function SavedItem({ view: { name, shared, definition }, rail }: { view: SavedView; rail: boolean }) {
  const { view, ...search } = definition
  const count = useCount(definition)
  return (
    <NavItem
      to="/inbox/$view"
      params={{ view }}
      search={search}
      icon={shared ? BookUser : Bookmark}
      label={name}
      count={count}
      rail={rail}
    />
  )
}
