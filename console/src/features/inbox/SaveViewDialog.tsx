import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import { viewName } from '../../../../src/desk/web/forms.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Definition } from '../../../../src/model/view.ts'
import type { Agent } from '../../api/types.ts'
import { savedViews } from '../../entities/conversation/savedViews.ts'
import { keys } from '../../entities/keys.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useForm } from '../../ui/useForm.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function SaveViewDialog({ definition, me, onClose }: { definition: Definition; me: Agent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    rules: z.object({ name: viewName, shared: z.boolean() }),
    start: { name: '', shared: false },
    save: (view) => savedViews.add({ ...view, definition }),
    async onSaved() {
      await client.invalidateQueries({ queryKey: keys.views })
      onClose()
    },
  })
  return (
    <FormDialog title={t('views.save')} submit={t('views.save')} form={form} onClose={onClose}>
      <TextField {...form.field('name')} label={t('views.name')} isRequired autoFocus />
      {atLeast(me.role, 'supervisor') && (
        <Checkbox label={t('views.shared')} isSelected={form.values.shared} onChange={(shared) => form.set({ shared })} />
      )}
    </FormDialog>
  )
}
