import { CircleAlert, Clock, CloudOff } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import { Problem } from '../../../api/problem.ts'
import { explain } from '../../../lib/errors.ts'
import { cx } from '../../../ui/cx.ts'
import type { Pending } from '../../../entities/message/pending.ts'
import { useOutbox } from '../../../entities/message/useOutbox.ts'

const icon = 'mt-px size-3.5 shrink-0'
const link = 'ml-1 shrink-0 rounded font-medium underline underline-offset-2 data-hovered:text-ink'

/** A message that the server does not have: on its way, or why not. */
export function PendingDelivery({ pending }: { pending: Pending }) {
  const { t } = useTranslation()
  const outbox = useOutbox()
  if (!pending.failed) {
    return (
      <span className="inline-flex items-center gap-1 text-2xs text-muted">
        <Clock aria-hidden className="size-3" />
        {t('delivery.leaving')}
      </span>
    )
  }
  const { code, passing } = pending.failed
  return (
    <span role="alert" className={cx('flex max-w-md items-start gap-1.5 text-xs', passing ? 'text-warn-ink' : 'text-danger-ink')}>
      {passing ? <CloudOff aria-hidden className={icon} /> : <CircleAlert aria-hidden className={icon} />}
      <span>
        <span className="font-medium">{t('delivery.notLeft')}</span>
        {' – '}
        {passing ? t('delivery.held') : explain(new Problem(code, 1), t)}
      </span>
      <Button onPress={() => void outbox.retry(pending.key)} className={link}>
        {t('delivery.retry')}
      </Button>
      <Button onPress={() => outbox.discard(pending.key)} className={link}>
        {t('delivery.discard')}
      </Button>
    </span>
  )
}
