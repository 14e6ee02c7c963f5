import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { toast } from '../../ui/toast.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { PlatformProblem } from './PlatformProblem.tsx'
import { CredentialFields, credentialsOf, startValues, wrongFields } from './CredentialFields.tsx'

/** Credentials go in and never come out: they are replaced as a whole. */
export function CredentialsSection({ channel, kind }: { channel: Channel; kind: Kind }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [editing, edit] = useState(false)
  const [values, setValues] = useState(() => startValues(kind.fields))
  const save = useMutation({
    async mutationFn() {
      await channels.change(channel.id, { credentials: credentialsOf(kind.fields, values) })
      return channels.check(channel.id)
    },
    onSuccess(checked) {
      client.setQueryData(keys.channel(channel.id), checked)
      edit(false)
      setValues(startValues(kind.fields))
      toast.done(t('channels.credentialsSaved'))
    },
  })
  return (
    <PageSection title={t('channels.credentials')} lead={t('channels.credentialsLead')}>
      {editing ? (
        <Form className="flex max-w-xl flex-col gap-5" onSubmit={() => save.mutate()}>
          <CredentialFields
            fields={kind.fields}
            values={values}
            onChange={setValues}
            hookUrl={channel.hookUrl}
            wrong={wrongFields(save.error)}
          />
          {save.isError && <PlatformProblem error={save.error} />}
          <div className="flex gap-2">
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('channels.saveCredentials')}
            </Button>
            <Button variant="ghost" onPress={() => edit(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </Form>
      ) : (
        <Button className="self-start" onPress={() => edit(true)}>
          {t('channels.replaceCredentials')}
        </Button>
      )}
    </PageSection>
  )
}
