import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { ManualStep } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import type { Channel } from '../../api/types.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toast.tsx'
import { Page, PageSection } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { BackLink } from '../../ui/BackLink.tsx'
import { ChannelAbout } from './ChannelAbout.tsx'
import { ChannelSettings } from './ChannelSettings.tsx'
import { ChannelLight } from '../../entities/channel/ChannelState.tsx'
import { CredentialsSection } from './CredentialsSection.tsx'
import { DeleteChannel } from './DeleteChannel.tsx'
import { Checklist } from './Checklist.tsx'
import { ReachNotice } from './ReachNotice.tsx'
import { RotateSecret } from './RotateSecret.tsx'
import { SignIn } from './SignIn.tsx'
import { UnofficialDialog } from './Unofficial.tsx'
import { useKind } from '../../entities/channel/useKind.ts'

const route = getRouteApi('/app/pages/settings/channels/$id')

/** Admins look after it; a supervisor sees how it is. */
export function ChannelPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const channel = useQuery(queries.channel(id))
  const { data: me } = useSuspenseQuery(queries.me)
  if (channel.data && atLeast(me.role, 'admin')) return <Detail key={id} channel={channel.data} />
  return (
    <Page
      title={channel.data?.name ?? t('pages.channels')}
      back={<BackLink to="/settings/channels">{t('pages.channels')}</BackLink>}
      actions={channel.data && <ChannelLight channel={channel.data} />}
    >
      <QueryBoundary query={channel}>
        {(one) => (
          <>
            <Notice tone="info">{t('channels.readOnly')}</Notice>
            <ChannelAbout channel={one} />
          </>
        )}
      </QueryBoundary>
    </Page>
  )
}

function Detail({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const { kind } = useKind(channel.kind)
  const [steps, setSteps] = useState<ManualStep[]>([])
  const turn = useTurn(channel, setSteps)
  const [asking, ask] = useState(false)
  const unofficial = kind?.official === false
  const running = channel.state === 'live' || channel.state === 'broken'
  const snippet = `<script src="${new URL(channel.hookUrl).origin}/widget.js" data-channel="${channel.id}" async></script>`
  return (
    <Page
      title={channel.name}
      back={<BackLink to="/settings/channels">{t('pages.channels')}</BackLink>}
      actions={
        <>
          <span role="status">
            <ChannelLight channel={channel} />
          </span>
          <Button
            variant={running ? 'secondary' : 'primary'}
            onPress={() => (unofficial && channel.state === 'draft' ? ask(true) : turn.mutate(running ? 'pause' : 'enable'))}
            isPending={turn.isPending}
            // Until its kind is known, nobody knows whether something has to be read first.
            isDisabled={kind === undefined && channel.state === 'draft'}
          >
            {running ? <Pause aria-hidden /> : <Play aria-hidden />}
            {t(running ? 'channels.pause' : channel.state === 'paused' ? 'channels.resume' : 'channels.enable')}
          </Button>
        </>
      }
    >
      <ChannelAbout channel={channel} />
      {kind && <ReachNotice kind={kind} />}
      {running && channel.setup.steps.length > 0 && (
        <PageSection title={t('checklist.title')} lead={t('checklist.lead')}>
          <Checklist channel={channel} told={steps} />
        </PageSection>
      )}
      <SignIn channel={channel} />
      {kind?.hosted && (
        <PageSection title={t('channels.embed')} lead={t('channels.embedLead')}>
          <CopyField label={t('channels.snippet')} value={snippet} description={t('channels.snippetHint')} />
        </PageSection>
      )}
      {kind && kind.reach !== null && (
        <PageSection title={t('channels.connection')}>
          <CopyField label={t('channels.hookUrl')} value={channel.hookUrl} description={t('channels.hookUrlHint')} />
        </PageSection>
      )}
      {kind && <ChannelSettings channel={channel} kind={kind} />}
      {kind && kind.fields.length > 0 && <CredentialsSection channel={channel} kind={kind} />}
      <RotateSecret channel={channel} onSteps={setSteps} />
      <DeleteChannel channel={channel} />
      {asking && (
        <UnofficialDialog
          onConfirm={() => {
            ask(false)
            turn.mutate('enable')
          }}
          onClose={() => ask(false)}
        />
      )}
    </Page>
  )
}

/** Takes a channel live or stops it. */
function useTurn(channel: Channel, onSteps: (steps: ManualStep[]) => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    async mutationFn(to: 'enable' | 'pause') {
      if (to === 'pause') return channels.pause(channel.id)
      const { steps, ...live } = await channels.enable(channel.id)
      onSteps(steps)
      return live
    },
    onSuccess(changed) {
      client.setQueryData(keys.channel(channel.id), changed)
      toast.done(t(changed.state === 'paused' ? 'channels.pausedDone' : 'channels.enabledDone', { name: channel.name }))
    },
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  })
}
