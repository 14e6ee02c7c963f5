import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import { newKey } from '../../../../src/desk/web/forms.ts'
import { type Scope, SCOPES, access } from '../../entities/agent/access.ts'
import { keys } from '../../entities/keys.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'

const LIVES = ['30', '90', '365', 'ever'] as const
const START: { name: string; scopes: Scope[]; life: (typeof LIVES)[number] } = { name: '', scopes: ['read'], life: '90' }

/** Makes a key of one's own, and shows it once. */
export function NewKey() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    rules: newKey.extend({ life: z.enum(LIVES) }),
    start: START,
    save: ({ life, ...key }) => access.createKey({ ...key, ...(life !== 'ever' && { expiresInDays: Number(life) }) }),
    onSaved: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  })
  const { scopes } = form.values
  const toggle = (scope: Scope, on: boolean): void =>
    form.set({ scopes: SCOPES.filter((one) => (one === scope ? on : scopes.includes(one))) })
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <TextField {...form.field('name')} label={t('apiKeys.name')} isRequired className="min-w-48 flex-1" />
        <Select
          label={t('apiKeys.life')}
          choices={LIVES.map((id) => ({ id, label: t(`apiKeys.lives.${id}`) }))}
          {...form.field('life')}
          className="w-40"
        />
      </div>
      <div role="group" aria-label={t('apiKeys.scopes')} className="flex flex-col gap-2">
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`apiKeys.scopeHints.${scope}`)}
            isSelected={scopes.includes(scope)}
            onChange={(on) => toggle(scope, on)}
          />
        ))}
        {form.errors['scopes'] && <p className="text-xs text-danger-ink">{form.errors['scopes']}</p>}
      </div>
      <Button type="submit" className="self-start" isPending={form.isPending}>
        {t('apiKeys.create')}
      </Button>
      {form.answer && (
        <Notice tone="ok" live>
          <span className="mb-2 block">{t('apiKeys.once')}</span>
          <CopyField label={form.answer.name ?? t('apiKeys.key')} value={form.answer.key} />
        </Notice>
      )}
    </Form>
  )
}
