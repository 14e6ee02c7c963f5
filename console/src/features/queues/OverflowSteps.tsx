import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue } from '../../entities/agent/people.ts'
import type { OverflowStep } from '../../entities/agent/queues.ts'
import { Select } from '../../ui/Select.tsx'
import { Steps } from './Steps.tsx'

const EVERYBODY = 'everybody'

export interface OverflowStepsProps {
  /** Where it can overflow to. */
  queues: readonly Queue[]
  name: string
  value: OverflowStep[]
  onChange: (steps: OverflowStep[]) => void
}

/** Who is asked as well when a conversation has waited so long. */
export function OverflowSteps({ queues, ...field }: OverflowStepsProps) {
  const { t } = useTranslation()
  const choices = [...queues.map(({ id, name }) => ({ id, label: name })), { id: EVERYBODY, label: t('queues.toEverybody') }]
  return (
    <Steps {...field} fresh={{ queue: null }} none={t('queues.noOverflow')}>
      {(step, change, title) => (
        <Select
          hideLabel
          label={`${title}: ${t('queues.to')}`}
          choices={choices}
          value={step.queue === null ? EVERYBODY : String(step.queue)}
          onChange={(id) => change({ ...step, queue: id === EVERYBODY ? null : Number(id) })}
          className="w-56 max-w-full"
        />
      )}
    </Steps>
  )
}
