import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { NumberField } from '../../ui/NumberField.tsx'

interface Step {
  afterSeconds: number
}

export interface StepsProps<S extends Step> {
  name: string
  value: readonly S[]
  onChange: (steps: S[]) => void
  /** What a new one is, but for its time. */
  fresh: Omit<S, 'afterSeconds'>
  /** What is said where there are none. */
  none: string
  /** What happens then. */
  children: (step: S, change: (next: S) => void, title: string) => ReactNode
}

/** A new step comes half a minute after the last. */
const LATER = 30

/** What changes as a conversation waits, step after step. */
export function Steps<S extends Step>({ name, value, onChange, fresh, none, children }: StepsProps<S>) {
  const { t } = useTranslation()
  return (
    <div className="flex flex-col items-start gap-3">
      {value.length === 0 && <p className="text-sm text-muted">{none}</p>}
      <ol className="flex flex-col gap-3">
        {value.map((step, index) => {
          const title = t('queues.step', { n: index + 1 })
          const change = (next: S): void => onChange(value.map((one, at) => (at === index ? next : one)))
          return (
            <li key={index} aria-label={title} className="flex flex-wrap items-start gap-2 rounded-lg border border-line p-2">
              <span className="flex h-9 items-center text-sm text-muted pointer-coarse:h-11">{t('queues.after')}</span>
              <NumberField
                name={`${name}.${index}.afterSeconds`}
                hideLabel
                label={`${title}: ${t('queues.after')}`}
                unit="second"
                step={10}
                value={step.afterSeconds}
                onChange={(afterSeconds) => change({ ...step, afterSeconds })}
              />
              {children(step, change, title)}
              <IconButton
                icon={X}
                label={t('kit.remove', { what: title })}
                onPress={() => onChange(value.filter((_, at) => at !== index))}
              />
            </li>
          )
        })}
      </ol>
      {value.length < 20 && (
        <Button size="sm" onPress={() => onChange([...value, { ...fresh, afterSeconds: (value.at(-1)?.afterSeconds ?? 0) + LATER } as S])}>
          <Plus aria-hidden />
          {t('queues.addStep')}
        </Button>
      )}
    </div>
  )
}
