import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Definition } from '../../../../src/model/view.ts'
import type { Agent } from '../../api/types.ts'
import { savedViews } from '../../entities/conversation/savedViews.ts'
import { keys } from '../../entities/keys.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldOf } from '../../lib/fields.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function SaveViewDialog({ definition, me, onClose }: { definition: Definition; me: Agent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [shared, share] = useState(false)
  const save = useMutation({
    mutationFn: (name: string) => savedViews.add({ name, shared, definition }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: keys.views })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('views.save')}
      submit={t('views.save')}
      isPending={save.isPending}
      error={save.error}
      onSubmit={(form) => save.mutate(fieldOf(form, 'name').trim())}
      onClose={onClose}
    >
      <TextField name="name" label={t('views.name')} isRequired autoFocus maxLength={60} />
      {atLeast(me.role, 'supervisor') && <Checkbox label={t('views.shared')} isSelected={shared} onChange={share} />}
    </FormDialog>
  )
}
