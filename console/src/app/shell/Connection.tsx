import { CloudOff } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useLiveState } from '../../entities/live.ts'
import type { LiveState } from '../../api/reader.ts'
import type { Tone } from '../../ui/Badge.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'

const TONES: Record<LiveState, Tone> = { live: 'ok', connecting: 'neutral', reconnecting: 'warn', offline: 'danger' }

/** Whether what is on the page is true at this moment. */
export function ConnectionState({ rail }: { rail: boolean }) {
  const { t } = useTranslation()
  const state = useLiveState()
  return (
    <div
      role="status"
      title={t(`shell.connection.${state}`)}
      className={cx('flex h-7 items-center gap-2.5 text-xs text-muted', rail ? 'justify-center' : 'px-3')}
    >
      <Dot tone={TONES[state]} className={cx(state !== 'live' && 'animate-breathe')} />
      <span className={cx(rail && 'sr-only')}>{t(`shell.connection.${state}`)}</span>
    </div>
  )
}

/** Says so when nothing new can arrive and nothing can leave. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  if (useLiveState() !== 'offline') return null
  return (
    <div
      role="alert"
      className="flex items-center justify-center gap-2 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-sm text-warn-ink"
    >
      <CloudOff aria-hidden className="size-4 shrink-0" />
      {t('shell.connection.offlineLong')}
    </div>
  )
}
