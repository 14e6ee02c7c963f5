import { Timer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../api/types.ts'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { preciseSpan } from '../../lib/time.ts'
import { cx } from '../../ui/cx.ts'

const HOUR = 3_600_000

/** How long and how often the platform still lets us write. Nothing where it sets no limit. */
export function WindowClock({ window }: { window: Conversation['window'] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const until = window ? Date.parse(window.expiresAt) : 0
  const rest = useTicking((now) => (until > now ? preciseSpan(until - now, locale) : null))
  const near = useTicking((now) => until - now < HOUR)
  if (!window) return null
  const few = window.left !== null && window.left <= 1
  return (
    <span
      title={t('composer.windowHint')}
      className={cx(
        'inline-flex items-center gap-1.5 text-xs whitespace-nowrap tabular-nums',
        rest === null ? 'text-danger-ink' : near || few ? 'text-warn-ink' : 'text-muted',
      )}
    >
      <Timer aria-hidden className="size-3.5" />
      {rest === null ? t('composer.windowOver') : t('composer.windowLeft', { time: rest })}
      {rest !== null && window.left !== null && ` · ${t('composer.repliesLeft', { count: window.left })}`}
    </span>
  )
}
