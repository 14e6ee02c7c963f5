import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useLocale } from '../../lib/ticking.ts'
import { longSpan } from '../../lib/time.ts'
import { Notice } from '../../ui/Notice.tsx'
import type { QueueParts } from './QueueForm.tsx'

/** How a queue is set up, for those who do not change it. */
export function QueueFacts({ queue, queues, agents }: QueueParts) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { mode, offerSeconds, members, waiting, overflow, reserve, stickyMinutes, idleMinutes } = queue
  const names = members?.map(({ agent }) => agents.find(({ id }) => id === agent)?.name ?? t('owner.someone'))
  const seconds = (value: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(value)
  const minutes = (value: number): string => longSpan(value * 60_000, locale)
  return (
    <>
      <Notice tone="info">{t('queues.readOnly')}</Notice>
      <dl className="flex flex-col gap-3 text-sm">
        <Fact label={t('queues.waiting')}>{t('queues.waitingCount', { count: waiting })}</Fact>
        <Fact label={t('queues.mode')}>
          {t(`queues.modes.${mode}`)}. {t(`queues.modeHints.${mode}`)}
        </Fact>
        {mode !== 'push' && <Fact label={t('queues.offerSeconds')}>{seconds(offerSeconds)}</Fact>}
        <Fact label={t('queues.members')}>{names ? names.join(', ') : t('queues.nobody')}</Fact>
        <Fact label={t('queues.stickyMinutes')}>{minutes(stickyMinutes)}</Fact>
        <Fact label={t('queues.idleMinutes')}>{minutes(idleMinutes)}</Fact>
        <Fact label={t('queues.reserve')}>{new Intl.NumberFormat(locale, { style: 'percent' }).format(reserve / 100)}</Fact>
        {overflow.map(({ queue: to, afterSeconds }, index) => (
          <Fact key={index} label={`${t('queues.overflow')}: ${t('queues.after')} ${seconds(afterSeconds)}`}>
            {to === null ? t('queues.toEverybody') : queues.find(({ id }) => id === String(to))?.name}
          </Fact>
        ))}
      </dl>
    </>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-col gap-0.5 sm:flex-row sm:gap-4">
    <dt className="shrink-0 text-muted sm:w-56">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </div>
)
