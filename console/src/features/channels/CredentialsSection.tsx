import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import type { Kind } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'
import { PageSection } from '../../ui/Page.tsx'
import { PlatformProblem } from './PlatformProblem.tsx'
import { CredentialFields, credentialRules, startValues, wrongFields } from './CredentialFields.tsx'

/** Credentials go in and never come out: they are replaced as a whole. */
export function CredentialsSection({ channel, kind }: { channel: Channel; kind: Kind }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [editing, edit] = useState(false)
  const form = useForm({
    rules: z.object({ credentials: credentialRules(kind.fields) }),
    start: { credentials: startValues(kind.fields) },
    async save(change) {
      await channels.change(channel.id, change)
      return channels.check(channel.id)
    },
    onSaved(checked) {
      client.setQueryData(keys.channel(channel.id), checked)
      edit(false)
      toast.done(t('channels.credentialsSaved'))
    },
  })
  return (
    <PageSection title={t('channels.credentials')} lead={t('channels.credentialsLead')}>
      {editing ? (
        <Form
          form={form}
          className="flex max-w-xl flex-col gap-5"
          refusal={(error) => <PlatformProblem error={error} />}
          actions={
            <div className="flex gap-2">
              <Button type="submit" variant="primary" isPending={form.isPending}>
                {t('channels.saveCredentials')}
              </Button>
              <Button
                variant="ghost"
                onPress={() => {
                  edit(false)
                  form.discard()
                }}
              >
                {t('common.cancel')}
              </Button>
            </div>
          }
        >
          <CredentialFields
            fields={kind.fields}
            values={form.values.credentials}
            onChange={(credentials) => form.set({ credentials })}
            hookUrl={channel.hookUrl}
            wrong={wrongFields(form.error)}
          />
        </Form>
      ) : (
        <Button className="self-start" onPress={() => edit(true)}>
          {t('channels.replaceCredentials')}
        </Button>
      )}
    </PageSection>
  )
}
