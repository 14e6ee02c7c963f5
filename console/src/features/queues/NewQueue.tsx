import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { type Mode, queues } from '../../entities/agent/queues.ts'
import { keys } from '../../entities/keys.ts'
import { queueSettings } from '../../../../src/desk/web/forms.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { ModeField } from './ModeField.tsx'

/** Its name and its way of finding agents; all else has defaults, on its page. */
export function NewQueue({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    rules: queueSettings.pick({ name: true, mode: true }),
    start: { name: '', mode: 'offer' as Mode },
    save: queues.create,
    async onSaved({ id }) {
      await client.invalidateQueries({ queryKey: keys.queues })
      await navigate({ to: '/settings/queues/$id', params: { id } })
    },
  })
  return (
    <FormDialog title={t('queues.add')} submit={t('queues.addDo')} form={form} onClose={onClose}>
      <TextField {...form.field('name')} label={t('queues.name')} isRequired autoFocus autoComplete="off" />
      <ModeField {...form.field('mode')} />
    </FormDialog>
  )
}
