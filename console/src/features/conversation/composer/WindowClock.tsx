import { Timer } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import { useLocale, useTicking } from '../../../lib/ticking.ts'
import { countdown, isUnderAnHour, preciseSpan } from '../../../lib/time.ts'
import { cx } from '../../../ui/cx.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** From here on it is urgent. Some windows have an hour in all: a longer warning would always be there. */
const SOON = 15 * MINUTE
/** From so long on the hours are too many to be read as such. */
const LONG = 72 * HOUR

/** How long and how often the platform still lets us write. Nothing to see where it sets no limit, or where the time is over. */
export function WindowClock({ conversation, open }: { conversation: Conversation; open: boolean }) {
  const { window } = conversation
  return (
    <>
      {window && open && <Left window={window} />}
      <Spoken until={window && open ? Date.parse(window.expiresAt) : null} open={open} />
    </>
  )
}

function Left({ window }: { window: NonNullable<Conversation['window']> }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const until = Date.parse(window.expiresAt)
  const words = useTicking((now) => {
    const ms = until - now
    if (ms >= LONG) return t('composer.windowLeft', { time: preciseSpan(ms, locale) })
    return t(isUnderAnHour(ms) ? 'composer.windowMinutes' : 'composer.windowHours', { time: countdown(ms) })
  })
  const near = useTicking((now) => until - now < MINUTE)
  const soon = useTicking((now) => until - now < SOON)
  const few = window.left !== null && window.left <= 1
  return (
    <span
      role="timer"
      title={t('composer.windowHint')}
      className={cx(
        'inline-flex min-w-0 items-center gap-1.5 text-xs tabular-nums',
        near ? 'font-medium text-danger-ink' : soon || few ? 'text-warn-ink' : 'text-muted',
      )}
    >
      <Timer aria-hidden className="size-3.5 shrink-0" />
      <span>
        {words}
        {window.left !== null && ` · ${t('composer.repliesLeft', { count: window.left })}`}
      </span>
    </span>
  )
}

/** What is read out: the last minute, the end, and that it is open again. A clock that speaks every second helps nobody. */
function Spoken({ until, open }: { until: number | null; open: boolean }) {
  const { t } = useTranslation()
  const last = useTicking((now) => until !== null && until - now <= MINUTE)
  return (
    <span aria-live="polite" className="sr-only">
      {open ? last && t('composer.windowLastMinute') : t('composer.closed.unknown')}
    </span>
  )
}
