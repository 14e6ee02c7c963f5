import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-aria-components/Form'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Definition } from '../../../../src/model/view.ts'
import type { Agent } from '../../api/types.ts'
import { savedViews } from '../../entities/conversation/savedViews.ts'
import { keys } from '../../entities/keys.ts'
import { explain } from '../../lib/errors.ts'
import { fieldOf } from '../../lib/fields.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'

const FORM = 'view-form'

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
    <Dialog
      title={t('views.save')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isPending={save.isPending}>
            {t('views.save')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(fieldOf(new FormData(event.currentTarget), 'name').trim())
        }}
      >
        <TextField name="name" label={t('views.name')} isRequired autoFocus maxLength={60} />
        {atLeast(me.role, 'supervisor') && <Checkbox label={t('views.shared')} isSelected={shared} onChange={share} />}
        {save.isError && (
          <Notice tone="danger" live>
            {explain(save.error, t)}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
