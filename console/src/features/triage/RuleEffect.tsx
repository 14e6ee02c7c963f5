import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue, Skill } from '../../entities/agent/people.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { LevelRows } from '../../ui/LevelRows.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { FormState } from '../../ui/useForm.ts'
import type { RuleFields } from './ruleFields.ts'

/** How well an agent has to know it until somebody says otherwise. */
const FRESH = 3
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

export interface RuleEffectProps {
  form: Pick<FormState<RuleFields>, 'field'>
  queues: readonly Queue[]
  skills: readonly Skill[]
}

/** What a rule decides. */
export function RuleEffect({ form: { field }, queues, skills }: RuleEffectProps) {
  const { t } = useTranslation()
  const { value, onChange } = field('skills')
  const names = [...new Set([...skills.map(({ name }) => name), ...value.map(({ skill }) => skill)])]
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <div className="flex flex-wrap gap-4">
        <Select
          {...field('priority')}
          label={t('triage.priority')}
          choices={[{ id: 'any', label: t('triage.asIs') }, ...PRIORITIES.map((id) => ({ id, label: t(`priority.${id}`) }))]}
          className="w-56 max-w-full"
        />
        <Select
          {...field('queue')}
          label={t('triage.queue')}
          choices={[{ id: 'any', label: t('triage.asIs') }, ...queues.map(({ id, name }) => ({ id, label: name }))]}
          placeholder={t('triage.gone')}
          className="w-56 max-w-full"
        />
      </div>
      <Combobox
        bare
        label={t('triage.skills')}
        choices={names.map((id) => ({ id, label: id }))}
        value={value.map(({ skill }) => skill)}
        onChange={(ids) => onChange(ids.map((skill) => value.find((one) => one.skill === skill) ?? { skill, level: FRESH }))}
      />
      {value.length > 0 && (
        <LevelRows
          label={t('triage.skills')}
          rows={value.map(({ skill, level }) => ({ id: skill, name: skill, level }))}
          onLevel={(id, level) => onChange(value.map((one) => (one.skill === id ? { skill: id, level } : one)))}
          onRemove={(id) => onChange(value.filter(({ skill }) => skill !== id))}
        />
      )}
      <TextField {...field('tags')} rows={2} label={t('triage.tags')} description={t('triage.tagsHint')} />
      <Select
        {...field('bot')}
        label={t('triage.bot')}
        description={t('triage.botHint')}
        choices={(['any', 'yes', 'no'] as const).map((id) => ({ id, label: t(`triage.botChoices.${id}`) }))}
        className="w-56 max-w-full"
      />
    </div>
  )
}
