import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { ManualStep } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { useLabel } from '../../entities/channel/useLabel.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { useLocale } from '../../lib/ticking.ts'
import { dateAndTime } from '../../lib/time.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toast.tsx'

type Step = Channel['setup']['steps'][number]

/** `told`: the steps as enabling has just told them, with what is shown once only. */
export interface ChecklistProps {
  channel: Channel
  told: readonly ManualStep[]
}

/** What only a person can do on the platform, in order, each with what is known of it. It is kept with the channel: one may leave and come back. */
export function Checklist({ channel, told }: ChecklistProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { steps, waits, calledAt, heardAt } = channel.setup
  const heard = heardAt ?? calledAt
  return (
    <div className="flex max-w-2xl flex-col gap-5">
      <Notice tone={waits ? 'warn' : 'ok'} live>
        {t(waits ? (calledAt === null ? 'checklist.unheard' : 'checklist.called') : 'checklist.heard')}
        {heard !== null && (
          <span className="block text-xs text-muted">
            {t(heardAt === null ? 'checklist.lastCall' : 'checklist.lastEvent', { time: dateAndTime(Date.parse(heard), locale) })}
          </span>
        )}
      </Notice>
      <ol className="flex flex-col gap-5">
        {steps.map((step, index) => (
          <StepRow
            key={step.code}
            channel={channel}
            step={step}
            number={index + 1}
            value={step.value ?? told.find(({ code }) => code === step.code)?.value}
          />
        ))}
      </ol>
    </div>
  )
}

function StepRow({ channel, step, number, value }: { channel: Channel; step: Step; number: number; value: string | undefined }) {
  const { t } = useTranslation()
  const say = useLabel()
  const client = useQueryClient()
  const tick = useMutation({
    mutationFn: (done: boolean) => channels.tick(channel.id, step.code, done),
    onSuccess: (changed) => client.setQueryData(keys.channel(channel.id), changed),
    onError: (error) => toast.failed(explain(error, t)),
  })
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={cx(
          'flex size-6 shrink-0 items-center justify-center rounded-full text-xs font-semibold',
          step.done ? 'bg-ok-soft text-ok-ink' : 'bg-accent-soft text-accent-ink',
        )}
      >
        {step.done ? <Check className="size-3.5" strokeWidth={3} /> : number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2 pt-0.5 text-sm">
        <p>{say(step.text)}</p>
        {value !== undefined && (
          <CopyField hideLabel label={t('channels.stepValue')} what={t('channels.stepValueOf', { number })} value={value} />
        )}
        {step.checked ? (
          <p className={cx('text-xs', step.done ? 'text-ok-ink' : 'text-muted')}>{t(step.done ? 'checklist.seen' : 'checklist.watched')}</p>
        ) : (
          <Checkbox
            label={t('checklist.tick')}
            isSelected={tick.isPending ? tick.variables : step.done !== null}
            onChange={(done) => tick.mutate(done)}
          />
        )}
      </div>
    </li>
  )
}
