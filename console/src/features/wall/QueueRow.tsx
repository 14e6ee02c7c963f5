import { Siren } from 'lucide-react'
import { PRIORITIES } from '../../../../src/model/states.ts'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { LiveQueue } from '../../entities/agent/wall.ts'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { preciseSpan } from '../../lib/time.ts'
import { cx } from '../../ui/cx.ts'
import { roomOf, thoseWho, waitingIn } from './figures.ts'

/** The desk counts no further. */
const MOST = 10_000

export function Age({ since }: { since: string }) {
  const locale = useLocale()
  return useTicking((now) => preciseSpan(now - Date.parse(since), locale))
}

/** How many wait in a queue, how urgently and how long, and who is there for them. */
export function QueueRow({ queue }: { queue: LiveQueue }) {
  const { t } = useTranslation()
  const number = new Intl.NumberFormat(useLocale())
  const total = waitingIn(queue)
  const { name, waiting, oldest, offered, active, agents } = queue
  return (
    <li className="flex flex-wrap items-center gap-x-[1.5em] gap-y-[0.5em] rounded-xl border border-line bg-raised p-[0.9em]">
      <div className="min-w-[9em] flex-1">
        <h2 className="truncate text-[1.25em] font-semibold">{name}</h2>
        <p className="text-[1em] text-muted">
          {t('wall.serving', { available: number.format(thoseWho(agents, 'available').length), room: number.format(roomOf(agents)) })}
          {' · '}
          {t('wall.inHand', { count: active })}
          {offered > 0 && ` · ${t('wall.offered', { count: offered })}`}
        </p>
      </div>
      <ul aria-label={t('wall.byPriority')} className="flex gap-[0.5em]">
        {PRIORITIES.toReversed().map((priority) => {
          const count = waiting[priority] ?? 0
          const alarm = priority === 'urgent' && count > 0
          return (
            <li
              key={priority}
              className={cx(
                'flex min-w-[4em] flex-col items-center rounded-lg border-2 px-[0.6em] py-[0.2em]',
                alarm ? 'border-danger bg-danger-soft text-danger-ink' : 'border-line',
                count === 0 && 'text-muted',
              )}
            >
              <span className="inline-flex items-center gap-[0.2em] text-[1.6em] leading-tight font-semibold tabular-nums">
                {alarm && <Siren aria-hidden className="size-[0.8em]" />}
                {number.format(count)}
              </span>
              <span className="text-[0.9em]">{t(`priority.${priority}`)}</span>
            </li>
          )
        })}
      </ul>
      <p className="min-w-[6em] sm:text-right">
        <span className="block text-[1.6em] leading-tight font-semibold tabular-nums">
          {oldest === null ? '–' : <Age since={oldest} />}
        </span>
        <span className="text-[0.9em] text-muted">{total >= MOST ? t('wall.many') : t('wall.oldest')}</span>
      </p>
    </li>
  )
}
