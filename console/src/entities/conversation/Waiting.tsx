import { Hourglass } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { preciseSpan, span } from '../../lib/time.ts'
import { cx } from '../../ui/cx.ts'

const MINUTE = 60_000

/** How long an answer has been waited for: amber when the promise is near (or after 10 minutes without one), red when it is broken. */
export function Waiting({ since, dueAt, long }: { since: string; dueAt: string | null; long?: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const from = Date.parse(since)
  const due = dueAt === null ? null : Date.parse(dueAt)
  const waited = useTicking((now) => (long ? preciseSpan(now - from, locale) : span(now - from, locale)))
  const haste = useTicking((now) => {
    if (due !== null) return now > due ? 'late' : now > due - 5 * MINUTE ? 'soon' : 'fine'
    return now - from > 10 * MINUTE ? 'soon' : 'fine'
  })
  return (
    <span
      className={cx(
        'inline-flex shrink-0 items-center gap-1 font-medium tabular-nums',
        haste === 'late' ? 'text-danger-ink' : haste === 'soon' ? 'text-warn-ink' : 'text-muted',
      )}
    >
      <Hourglass aria-hidden className="size-3" />
      <span className="sr-only">{t('inbox.waits')} </span>
      {waited}
    </span>
  )
}
