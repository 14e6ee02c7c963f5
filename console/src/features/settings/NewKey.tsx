import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NewApiKey, type Scope, SCOPES, access } from '../../entities/agent/access.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { keys } from '../../entities/keys.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { fieldOf } from '../../lib/fields.ts'

const LIVES = ['30', '90', '365', 'ever'] as const

/** Makes a key of one's own, and shows it once. */
export function NewKey() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [scopes, setScopes] = useState<Scope[]>(['read'])
  const [life, setLife] = useState<(typeof LIVES)[number]>('90')
  const create = useCommand({
    run: (key: NewApiKey) => access.createKey(key),
    onDone: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  })
  const toggle = (scope: Scope, on: boolean): void => setScopes(SCOPES.filter((one) => (one === scope ? on : scopes.includes(one))))
  return (
    <Form
      className="flex max-w-xl flex-col gap-4"
      onSubmit={(data, form) => {
        create.run({ name: fieldOf(data, 'name').trim(), scopes, ...(life !== 'ever' && { expiresInDays: Number(life) }) })
        form.reset()
      }}
    >
      <div className="flex flex-wrap gap-3">
        <TextField name="name" label={t('apiKeys.name')} isRequired maxLength={32} className="min-w-48 flex-1" />
        <Select
          label={t('apiKeys.life')}
          choices={LIVES.map((id) => ({ id, label: t(`apiKeys.lives.${id}`) }))}
          value={life}
          onChange={setLife}
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
      </div>
      <Button type="submit" className="self-start" isPending={create.isPending} isDisabled={scopes.length === 0}>
        {t('apiKeys.create')}
      </Button>
      {create.answer && (
        <Notice tone="ok" live>
          <span className="mb-2 block">{t('apiKeys.once')}</span>
          <CopyField label={create.answer.name ?? t('apiKeys.key')} value={create.answer.key} />
        </Notice>
      )}
    </Form>
  )
}
