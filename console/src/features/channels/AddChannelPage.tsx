import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import { channelName, channelSettings } from '../../../../src/desk/web/forms.ts'
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
import { useForm } from '../../ui/useForm.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { CredentialFields, credentialRules, startValues, wrongFields } from './CredentialFields.tsx'
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
  const [start, restart] = useState({
    name: begun?.name ?? say(kind.label),
    credentials: startValues(kind.fields),
    settings: (begun?.settings ?? {}) as Settings,
  })
  const [draft, setDraft] = useState(begun)
  const [checked, setChecked] = useState(begun !== null && begun.account !== null)
  const [resumed, setResumed] = useState(begun !== null)

  const form = useForm({
    rules: z.object({ name: channelName, credentials: credentialRules(kind.fields), settings: channelSettings }),
    start,
    async save(given) {
      const saved = draft ? await channels.change(draft.id, given) : await channels.create(kind.kind, given)
      setDraft(saved)
      return channels.check(saved.id).finally(() => void client.invalidateQueries({ queryKey: keys.channels }))
    },
    onSaved(channel, typed) {
      restart(typed)
      setDraft(channel)
      setChecked(true)
    },
  })

  const anew = (): void => {
    setDraft(null)
    setChecked(false)
    setResumed(false)
    restart({ name: say(kind.label), credentials: startValues(kind.fields), settings: {} })
    form.discard()
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
          className="tap inline-flex items-center gap-1.5 text-accent-ink hover:underline"
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
          form={form}
          className="flex max-w-xl flex-col gap-5"
          refusal={(error) => <PlatformProblem error={error} />}
          actions={
            <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
              {t(kind.fields.length === 0 ? 'channels.create' : 'channels.check')}
            </Button>
          }
        >
          <TextField {...form.field('name')} label={t('channels.name')} description={t('channels.nameHint')} isRequired />
          <CredentialFields
            fields={kind.fields}
            values={form.values.credentials}
            onChange={(credentials) => form.set({ credentials })}
            hookUrl={draft?.hookUrl}
            wrong={wrongFields(form.error)}
          />
          <OwnSettings
            kind={kind}
            settings={form.values.settings}
            onChange={(change) => form.set({ settings: { ...form.values.settings, ...change } })}
          />
        </Form>
      )}
    </Page>
  )
}
