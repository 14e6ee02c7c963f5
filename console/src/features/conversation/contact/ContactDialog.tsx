import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../../entities/keys.ts'
import type { Contact } from '../../../entities/agent/people.ts'
import { people } from '../../../entities/agent/people.ts'
import { Switch } from '../../../ui/Switch.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { fieldOf } from '../../../lib/fields.ts'

export function ContactDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [vip, setVip] = useState(contact.vip)
  const save = useMutation({
    mutationFn(form: FormData) {
      const text = (name: string): string | null => fieldOf(form, name).trim() || null
      return people.changeContact(contact.id, { name: text('name'), phone: text('phone'), email: text('email'), notes: text('notes'), vip })
    },
    onSuccess(changed) {
      client.setQueryData(keys.contact(contact.id), changed)
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('contact.edit')}
      submit={t('common.save')}
      isPending={save.isPending}
      error={save.error}
      onSubmit={(form) => save.mutate(form)}
      onClose={onClose}
    >
      <TextField name="name" label={t('contact.name')} defaultValue={contact.name ?? ''} maxLength={200} autoFocus />
      <TextField name="phone" type="tel" label={t('contact.phone')} defaultValue={contact.phone ?? ''} maxLength={64} />
      <TextField name="email" type="email" label={t('contact.email')} defaultValue={contact.email ?? ''} maxLength={254} />
      <TextField
        name="notes"
        rows={4}
        label={t('contact.notes')}
        description={t('contact.notesHint')}
        defaultValue={contact.notes ?? ''}
        maxLength={10_000}
      />
      <Switch label={t('contact.vip')} description={t('contact.vipHint')} isSelected={vip} onChange={setVip} />
    </FormDialog>
  )
}
