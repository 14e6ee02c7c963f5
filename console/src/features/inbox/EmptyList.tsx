import { ListFilter, SearchX } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { View } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { VIEW_ICONS } from '../../entities/conversation/views.ts'

export interface EmptyListProps {
  view: View
  q: string | undefined
  narrowed: boolean
  onClear: () => void
}

export function EmptyList({ view, q, narrowed, onClear }: EmptyListProps) {
  const { t } = useTranslation()
  if (q) {
    return (
      <EmptyState
        icon={SearchX}
        title={t('inbox.noMatch', { q })}
        action={
          <Button size="sm" onPress={onClear}>
            {t('inbox.clearSearch')}
          </Button>
        }
      >
        {t('inbox.searchHint')}
      </EmptyState>
    )
  }
  if (narrowed) {
    return (
      <EmptyState icon={ListFilter} title={t('views.none.title')}>
        {t('views.none.text')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={VIEW_ICONS[view]} title={t(`inbox.empty.${view}.title`)}>
      {t(`inbox.empty.${view}.text`)}
    </EmptyState>
  )
}
