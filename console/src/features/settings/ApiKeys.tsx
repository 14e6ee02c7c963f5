import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-aria-components/Form'
import type { ApiKey } from '../../api/auth.ts'
import { auth } from '../../api/auth.ts'
import { keys } from '../../api/keys.ts'
import { explain } from '../../lib/errors.ts'
import { useLocale } from '../../lib/ticking.ts'
import { dateAndTime } from '../../lib/time.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { fieldOf } from '../auth/fields.ts'
import { PageSection } from '../shell/Page.tsx'

/** Keys with which programs do what this agent may do. */
export function ApiKeys() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const list = useQuery({ queryKey: keys.apiKeys, queryFn: auth.apiKeys })
  const create = useMutation({
    mutationFn: (name: string) => auth.createApiKey(name),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
    onError: (error) => toast.failed(explain(error, t)),
  })
  return (
    <PageSection title={t('apiKeys.title')} lead={t('apiKeys.lead')}>
      <Form
        className="flex max-w-xl items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(fieldOf(new FormData(event.currentTarget), 'name').trim())
          event.currentTarget.reset()
        }}
      >
        <TextField name="name" label={t('apiKeys.name')} isRequired maxLength={32} className="flex-1" />
        <Button type="submit" isPending={create.isPending}>
          {t('apiKeys.create')}
        </Button>
      </Form>
      {create.data && (
        <Notice tone="ok" live>
          <span className="mb-2 block">{t('apiKeys.once')}</span>
          <CopyField label={create.data.name ?? t('apiKeys.key')} value={create.data.key} />
        </Notice>
      )}
      {list.isError && <Notice tone="danger">{explain(list.error, t)}</Notice>}
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden">
        {list.data?.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </ul>
    </PageSection>
  )
}

function KeyRow({ apiKey: { id, name, start, createdAt } }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const remove = useMutation({
    mutationFn: () => auth.deleteApiKey(id),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: () => ask(false),
  })
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <KeyRound aria-hidden className="size-4 text-muted" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm font-medium">{name}</span>
        <span className="text-xs text-muted">
          <code className="font-mono">{start}…</code> · {dateAndTime(Date.parse(createdAt), locale)}
        </span>
      </span>
      <IconButton size="sm" icon={Trash2} label={t('apiKeys.delete', { name })} onPress={() => ask(true)} />
      <ConfirmDialog
        title={t('apiKeys.deleteTitle', { name })}
        action={t('common.delete')}
        isOpen={asking}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => ask(false)}
      >
        {t('apiKeys.deleteText')}
      </ConfirmDialog>
    </li>
  )
}
