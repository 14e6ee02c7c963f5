import { useTranslation } from 'react-i18next'
import type { ManualStep } from '../../entities/channel/api.ts'
import { CopyField } from '../../ui/CopyField.tsx'
import { useLabel } from '../../entities/channel/useLabel.ts'

/** What only a person can click on the platform, in order. */
export function ManualSteps({ steps }: { steps: ManualStep[] }) {
  const { t } = useTranslation()
  const say = useLabel()
  return (
    <ol className="flex flex-col gap-4">
      {steps.map((step, index) => (
        // Two steps may be of one kind; they keep their places.
        <li key={`${index}-${step.code}`} className="flex gap-3">
          <span
            aria-hidden
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink"
          >
            {index + 1}
          </span>
          <div className="flex min-w-0 flex-1 flex-col gap-2 pt-0.5 text-sm">
            <p>{say(step.text)}</p>
            {step.value !== undefined && (
              <CopyField
                hideLabel
                label={t('channels.stepValue')}
                what={t('channels.stepValueOf', { number: index + 1 })}
                value={step.value}
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
