import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useLocale, useTicking } from '../../../lib/ticking.ts'
import { daysAgo, longDate } from '../../../lib/time.ts'
import { Spinner } from '../../../ui/Spinner.tsx'

export interface StartRowProps {
  complete: boolean
  /** The customer has opened the chat; what the link carried that led them here, if they came by one. */
  entry: string | null
  /** The post that all of it stands below. */
  post: string | null
}

export function StartRow({ complete, entry, post }: StartRowProps) {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-12 flex-col items-center justify-center px-5 py-2 text-center text-xs wrap-anywhere text-muted">
      {complete ? t('conversation.beginning') : <Spinner />}
      {complete && post !== null && <span>{t('talk.below', { title: post })}</span>}
      {complete && entry !== null && <span>{entry === '' ? t('conversation.opened') : t('conversation.openedBy', { entry })}</span>}
    </div>
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
