import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { contact as rules } from '../../../../../src/desk/web/forms.ts'
import { keys } from '../../../entities/keys.ts'
import type { Contact } from '../../../entities/agent/people.ts'
import { people } from '../../../entities/agent/people.ts'
import { Switch } from '../../../ui/Switch.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { FormDialog } from '../../../ui/FormDialog.tsx'
import { useForm } from '../../../ui/useForm.ts'

export function ContactDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { name, phone, email, notes, vip } = contact
  const form = useForm({
    rules: rules.omit({ language: true }),
    start: { name: name ?? '', phone: phone ?? '', email: email ?? '', notes: notes ?? '', vip },
    save: (next) =>
      people.changeContact(contact.id, {
        name: next.name || null,
        phone: next.phone || null,
        email: next.email || null,
        notes: next.notes || null,
        vip: next.vip,
      }),
    onSaved(changed) {
      client.setQueryData(keys.contact(contact.id), changed)
      onClose()
    },
  })
  return (
    <FormDialog title={t('contact.edit')} submit={t('common.save')} form={form} onClose={onClose}>
      <TextField {...form.field('name')} label={t('contact.name')} autoFocus />
      <TextField {...form.field('phone')} type="tel" label={t('contact.phone')} />
      <TextField {...form.field('email')} type="email" label={t('contact.email')} />
      <TextField {...form.field('notes')} rows={4} label={t('contact.notes')} description={t('contact.notesHint')} />
      <Switch
        label={t('contact.vip')}
        description={t('contact.vipHint')}
        isSelected={form.values.vip}
        onChange={(next) => form.set({ vip: next })}
      />
    </FormDialog>
  )
}
