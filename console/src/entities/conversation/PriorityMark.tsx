import { ChevronDown, ChevronUp, Siren } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Priority } from '../../api/types.ts'
import { Badge } from '../../ui/Badge.tsx'

/** Nothing for the normal case. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useTranslation()
  if (priority === 'urgent') {
    return (
      <Badge tone="danger">
        <Siren aria-hidden />
        {/* Where there is little room the sign says it. */}
        <span className="@max-md:sr-only">{t('priority.urgent')}</span>
      </Badge>
    )
  }
  if (priority === 'high')
    return <ChevronUp role="img" aria-label={t('priority.high')} className="size-3.5 text-warn-ink" strokeWidth={2.5} />
  if (priority === 'low') return <ChevronDown role="img" aria-label={t('priority.low')} className="size-3.5 text-faint" />
  return null
}
