import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { triage } from '../../entities/agent/triage.ts'
import { keys } from '../../entities/keys.ts'
import { ruleSettings } from '../../../../src/desk/web/forms.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'

/** Its name; it stands last and is off until somebody has said on its page what it looks for. */
export function NewRule({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    rules: ruleSettings.pick({ name: true }),
    start: { name: '' },
    save: ({ name }) => triage.create({ name, enabled: false }),
    async onSaved({ id }) {
      await client.invalidateQueries({ queryKey: keys.triageRules })
      await navigate({ to: '/settings/triage/$id', params: { id } })
    },
  })
  return (
    <FormDialog title={t('triage.add')} submit={t('triage.addDo')} form={form} onClose={onClose}>
      <TextField
        {...form.field('name')}
        label={t('triage.name')}
        description={t('triage.nameHint')}
        isRequired
        autoFocus
        autoComplete="off"
      />
    </FormDialog>
  )
}
