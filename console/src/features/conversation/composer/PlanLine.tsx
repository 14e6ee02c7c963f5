import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Content, Plan, Refusal } from '../../../api/types.ts'
import { cx } from '../../../ui/cx.ts'

export interface PlanLineProps {
  /** What was planned. */
  content: Content
  plan?: Plan | undefined
  refusal?: Refusal | undefined
}

/** A loss names an option by its id; readers know its label. */
function labelOf(content: Content, { part, option }: Plan['losses'][number]): string {
  const menu = content[part]
  return (menu?.type === 'menu' && menu.options.find(({ id }) => id === option)?.label) || ''
}

/** What will become of the message on this channel, before it is sent. */
export function PlanLine({ content, plan, refusal }: PlanLineProps) {
  const { t } = useTranslation()
  if (refusal) {
    return (
      <p role="status" className="flex items-start gap-1.5 px-3 pb-1.5 text-xs text-danger-ink">
        <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
        {t(`composer.refusals.${refusal.code}` as 'composer.refusals.other', {
          limit: refusal.limit,
          defaultValue: t('composer.refusals.other'),
        })}
      </p>
    )
  }
  if (!plan) return null
  const words = plan.losses
    .map((loss) =>
      t(`composer.losses.${loss.code}` as 'composer.losses.other', {
        ...loss,
        option: labelOf(content, loss),
        defaultValue: t('composer.losses.other'),
      }),
    )
    .concat(
      plan.segments > 1 && !plan.losses.some(({ code }) => code === 'split') ? [t('composer.segments', { count: plan.segments })] : [],
    )
  if (words.length === 0) return null
  return (
    <p
      role="status"
      className={cx('flex items-start gap-1.5 px-3 pb-1.5 text-xs', plan.losses.length > 0 ? 'text-warn-ink' : 'text-muted')}
    >
      <Info aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>{[...new Set(words)].join(' ')}</span>
    </p>
  )
}
