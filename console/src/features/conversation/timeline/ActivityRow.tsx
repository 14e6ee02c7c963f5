import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Activity } from '../../../api/types.ts'
import { useNames } from '../../../entities/contact/names.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { clockTime, comingTime, dateAndTime } from '../../../lib/time.ts'
import { cx } from '../../../ui/cx.ts'

/** So many are told one by one; more are folded into one line. */
const FEW = 2

/** What was done with the conversation between two messages: quiet, and folded where it was much. */
export function ActivityRow({ items }: { items: Activity[] }) {
  const { t } = useTranslation()
  const [isOpen, open] = useState(false)
  const folded = items.length > FEW
  return (
    <div className="flex flex-col items-center gap-0.5 px-5 pt-2.5 pb-1 text-center text-xs text-muted">
      {folded && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
          className="inline-flex items-center gap-1 rounded-md px-1.5 py-0.5 hover:bg-hover hover:text-ink"
        >
          <ChevronRight aria-hidden className={cx('size-3 transition-transform', isOpen && 'rotate-90')} />
          {t('talk.activity.many', { count: items.length })}
        </button>
      )}
      {(!folded || isOpen) && (
        <ul className="flex flex-col gap-0.5">
          {items.map((one) => (
            <Line key={one.seq} activity={one} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Line({ activity }: { activity: Activity }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { contactName } = useNames()
  const { action, at, actor, agent, queue, until, from, to } = activity
  const time = Date.parse(at)
  const who =
    actor.kind === 'contact'
      ? contactName(actor.name, actor.id)
      : actor.name || t(actor.kind === 'agent' ? 'owner.someone' : 'owner.system')
  const values = {
    who,
    agent: agent?.name || t('owner.someone'),
    queue: queue?.name ?? '',
    until: until === undefined ? '' : comingTime(Date.parse(until), time, locale),
    from: from && t(`priority.${from}`),
    to: to && t(`priority.${to}`),
  }
  const kind = action === 'transfer' && !queue ? 'release' : action === 'assign' && !agent ? 'assignOld' : action
  return (
    <li className="wrap-anywhere">
      {t(`talk.activity.${kind}`, values)}{' '}
      <time dateTime={at} title={dateAndTime(time, locale)} className="ml-1 text-2xs whitespace-nowrap tabular-nums">
        {clockTime(time, locale)}
      </time>
    </li>
  )
}
