import { useTranslation } from '../../i18n/useTranslation.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { FormState } from '../../ui/useForm.ts'
import type { RuleFields } from './ruleFields.ts'

const LANGUAGES = ['zh', 'en', 'other'] as const

export interface RuleMatchProps {
  form: Pick<FormState<RuleFields>, 'field'>
  channels: readonly { id: string; name: string }[]
}

/** Which conversations a rule is for. */
export function RuleMatch({ form: { field }, channels }: RuleMatchProps) {
  const { t } = useTranslation()
  const languages = field('languages')
  const isLanguage = (id: string): id is (typeof LANGUAGES)[number] => LANGUAGES.some((one) => one === id)
  return (
    <div className="flex max-w-xl flex-col gap-4">
      <TextField {...field('any')} rows={4} label={t('triage.any')} description={t('triage.wordsHint')} />
      <TextField {...field('all')} rows={2} label={t('triage.all')} />
      <TextField {...field('no')} rows={2} label={t('triage.no')} />
      <Combobox {...field('channels')} label={t('triage.channels')} choices={channels.map(({ id, name }) => ({ id, label: name }))} />
      <Combobox
        label={t('triage.languages')}
        choices={LANGUAGES.map((id) => ({ id, label: t(`triage.languageNames.${id}`) }))}
        value={languages.value}
        onChange={(ids) => languages.onChange(ids.filter(isLanguage))}
      />
      <TextField {...field('entries')} rows={2} label={t('triage.entries')} description={t('triage.entriesHint')} />
      <div className="flex flex-wrap gap-4">
        <Select
          {...field('hours')}
          label={t('triage.hours')}
          choices={(['any', 'open', 'closed'] as const).map((id) => ({ id, label: t(`triage.hoursChoices.${id}`) }))}
          className="w-56 max-w-full"
        />
        <Select
          {...field('vip')}
          label={t('triage.vip')}
          choices={(['any', 'yes', 'no'] as const).map((id) => ({ id, label: t(`triage.vipChoices.${id}`) }))}
          className="w-56 max-w-full"
        />
      </div>
    </div>
  )
}
