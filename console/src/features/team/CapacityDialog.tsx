import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import { capacity as rule } from '../../../../src/desk/web/forms.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'

const rules = z.object({ capacity: z.string().trim().regex(/^\d+$/).transform(Number).pipe(rule) })

export interface CapacityDialogProps {
  /** What it is now. */
  capacity: number
  onSave: (capacity: number) => Promise<unknown>
  onClose: () => void
}

export function CapacityDialog({ capacity, onSave, onClose }: CapacityDialogProps) {
  const { t } = useTranslation()
  const form = useForm({
    rules,
    start: { capacity: String(capacity) },
    save: (next) => onSave(next.capacity),
    onSaved: onClose,
    words: { capacity: t('team.capacityWrong') },
  })
  return (
    <FormDialog title={t('team.setCapacity')} submit={t('common.save')} form={form} onClose={onClose}>
      <TextField
        {...form.field('capacity')}
        label={t('team.capacity')}
        description={t('team.capacityHint')}
        inputMode="numeric"
        autoFocus
      />
    </FormDialog>
  )
}
