import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Skill } from '../../entities/agent/people.ts'
import type { RelaxStep } from '../../entities/agent/queues.ts'
import { Select } from '../../ui/Select.tsx'
import { Steps } from './Steps.tsx'

const ALL = 'all'
const NONE = 'none'
const LEVELS = [4, 3, 2, 1] as const

export interface RelaxStepsProps {
  skills: readonly Skill[]
  name: string
  value: RelaxStep[]
  onChange: (steps: RelaxStep[]) => void
}

/** How much less is asked of those who may be given a conversation that has waited so long. */
export function RelaxSteps({ skills, ...field }: RelaxStepsProps) {
  const { t } = useTranslation()
  const which = [{ id: ALL, label: t('queues.allSkills') }, ...skills.map(({ id, name }) => ({ id, label: name }))]
  const levels = [...LEVELS.map((n) => ({ id: String(n), label: t('queues.atLeast', { n }) })), { id: NONE, label: t('queues.notAsked') }]
  return (
    <Steps<RelaxStep> {...field} fresh={{}} none={t('queues.noRelax')}>
      {({ afterSeconds, skill, level }, change, title) => (
        <>
          <Select
            hideLabel
            label={`${title}: ${t('queues.skill')}`}
            choices={which}
            value={skill === undefined ? ALL : String(skill)}
            onChange={(id) => change({ afterSeconds, ...(id !== ALL && { skill: Number(id) }), ...(level !== undefined && { level }) })}
            className="w-44 max-w-full"
          />
          <Select
            hideLabel
            label={`${title}: ${t('queues.level')}`}
            choices={levels}
            value={level === undefined ? NONE : String(level)}
            onChange={(id) => change({ afterSeconds, ...(skill !== undefined && { skill }), ...(id !== NONE && { level: Number(id) }) })}
            className="w-44 max-w-full"
          />
        </>
      )}
    </Steps>
  )
}
