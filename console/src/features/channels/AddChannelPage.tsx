import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kind, Settings } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import type { Channel } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { NotFoundPage } from '../../ui/NotFoundPage.tsx'
import { Page } from '../../ui/Page.tsx'
import { BackLink } from '../../ui/BackLink.tsx'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { CredentialFields, credentialsOf, startValues, wrongFields } from './CredentialFields.tsx'
import { DiscardDraft } from './DiscardDraft.tsx'
import { EnableStep } from './EnableStep.tsx'
import { OwnSettings } from './OwnSettings.tsx'
import { PlatformProblem } from './PlatformProblem.tsx'
import { ReachNotice } from './ReachNotice.tsx'
import { UnofficialNotice } from './Unofficial.tsx'
import { useLabel } from '../../entities/channel/useLabel.ts'

const route = getRouteApi('/app/pages/settings/channels/add/$kind')

export function AddChannelPage() {
  const { kind } = route.useParams()
  const kinds = useSuspenseQuery(queries.kinds).data
  const all = useSuspenseQuery(queries.channels).data
  const found = kinds.find((one) => one.kind === kind)
  const begun = all.findLast((one) => one.kind === kind && one.state === 'draft')
  return found ? <AddChannel key={kind} kind={found} begun={begun ?? null} /> : <NotFoundPage />
}

/** Credentials, then who they are, then live. Whoever left comes back to the draft that they began; other credentials change the same one. */
function AddChannel({ kind, begun }: { kind: Kind; begun: Channel | null }) {
  const { t } = useTranslation()
  const say = useLabel()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [name, setName] = useState(begun?.name ?? say(kind.label))
  const [values, setValues] = useState(() => startValues(kind.fields))
  const [settings, setSettings] = useState((begun?.settings ?? {}) as Settings)
  const [draft, setDraft] = useState(begun)
  const [checked, setChecked] = useState(begun !== null && begun.account !== null)
  const [resumed, setResumed] = useState(begun !== null)

  const check = useMutation({
    async mutationFn() {
      const credentials = credentialsOf(kind.fields, values)
      const saved = draft
        ? await channels.change(draft.id, { name, credentials, settings })
        : await channels.create(kind.kind, { name, credentials, settings })
      setDraft(saved)
      return channels.check(saved.id)
    },
    onSuccess(channel) {
      setDraft(channel)
      setChecked(true)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  })

  const anew = (): void => {
    setDraft(null)
    setChecked(false)
    setResumed(false)
    setName(say(kind.label))
    setSettings({})
  }

  return (
    <Page
      title={say(kind.label)}
      {...(!checked && { lead: t(kind.hosted ? 'channels.addWebLead' : 'channels.addKindLead') })}
      back={<BackLink to="/settings/channels/add">{t('pages.addChannel')}</BackLink>}
    >
      {!kind.official && <UnofficialNotice />}
      <div className="flex items-center gap-3 text-sm">
        <ChannelIcon kind={kind.kind} size="lg" />
        <a
          href={kind.docs}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex items-center gap-1.5 text-accent-ink hover:underline"
        >
          {t('channels.docs')}
          <ExternalLink aria-hidden className="size-3.5" />
        </a>
      </div>
      {resumed && draft && (
        <Notice tone="info" action={<DiscardDraft draft={draft} onDone={anew} />} className="max-w-xl">
          {t('checklist.goesOn')}
        </Notice>
      )}
      <ReachNotice kind={kind} />
      {checked && draft ? (
        <EnableStep
          channel={draft}
          kind={kind}
          onBack={() => setChecked(false)}
          onDone={() => void navigate({ to: '/settings/channels/$id', params: { id: draft.id } })}
        />
      ) : (
        <Form
          className="flex max-w-xl flex-col gap-5"
          onSubmit={() => check.mutate()}
          actions={
            <Button type="submit" variant="primary" isPending={check.isPending} className="self-start">
              {t(kind.fields.length === 0 ? 'channels.create' : 'channels.check')}
            </Button>
          }
        >
          <TextField
            label={t('channels.name')}
            description={t('channels.nameHint')}
            value={name}
            onChange={setName}
            isRequired
            maxLength={100}
          />
          <CredentialFields
            fields={kind.fields}
            values={values}
            onChange={setValues}
            hookUrl={draft?.hookUrl}
            wrong={wrongFields(check.error)}
          />
          <OwnSettings kind={kind} settings={settings} onChange={(change) => setSettings((old) => ({ ...old, ...change }))} />
          {check.isError && <PlatformProblem error={check.error} />}
        </Form>
      )}
    </Page>
  )
}
