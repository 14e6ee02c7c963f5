import { useTranslation } from 'react-i18next'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { daysAgo, longDate } from '../../lib/time.ts'
import { Spinner } from '../../ui/Spinner.tsx'

export function StartRow({ complete }: { complete: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="flex h-12 items-center justify-center text-xs text-muted">{complete ? t('conversation.beginning') : <Spinner />}</div>
  )
}

export function DayRow({ at }: { at: number }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const words = useTicking((now) => {
    const days = daysAgo(at, now)
    return days === 0 ? t('time.today') : days === 1 ? t('time.yesterday') : longDate(at, now, locale)
  })
  return (
    <div role="separator" aria-label={words} className="flex items-center gap-3 px-5 pt-4 pb-1">
      <span className="h-px flex-1 bg-line" />
      <span className="text-2xs font-medium text-muted">{words}</span>
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}

export function NewRow() {
  const { t } = useTranslation()
  return (
    <div role="separator" className="flex items-center gap-3 px-5 pt-3 text-2xs font-medium text-accent-ink">
      <span className="h-px flex-1 bg-accent-line" />
      {t('conversation.new')}
      <span className="h-px flex-1 bg-accent-line" />
    </div>
  )
}
