import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Kind, ManualStep } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import type { Channel } from '../../api/types.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checklist } from './Checklist.tsx'
import { PlatformProblem } from './PlatformProblem.tsx'
import { SignIn } from './SignIn.tsx'
import { UnofficialConsent } from './Unofficial.tsx'

export interface EnableStepProps {
  channel: Channel
  kind: Kind
  onBack: () => void
  onDone: () => void
}

/** Who the credentials are; then live, with what is left to do on the platform. */
export function EnableStep({ channel, kind, onBack, onDone }: EnableStepProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [steps, setSteps] = useState<ManualStep[] | null>(null)
  const [read, setRead] = useState(kind.official)
  const live = useQuery({ ...queries.channel(channel.id), enabled: steps !== null }).data
  const enable = useMutation({
    mutationFn: () => channels.enable(channel.id),
    onSuccess({ steps, ...live }) {
      // Asked for a first time, it could not be asked anew when the feed tells of the code meanwhile.
      client.setQueryData(keys.channel(channel.id), live)
      if (steps.length === 0) onDone()
      else setSteps(steps)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  })
  const { account } = channel
  // Who has signed in is known only then.
  const signedIn = live?.account && live.account.externalId !== account?.externalId ? live.account : null
  if (steps) {
    return (
      <div className="flex max-w-xl flex-col gap-5">
        <p className="text-sm text-muted">{t('checklist.lead')}</p>
        {live && <Checklist channel={live} told={steps} />}
        {live && <SignIn channel={live} />}
        {signedIn && <AccountCard account={signedIn} />}
        <Button variant="primary" className="self-start" onPress={onDone}>
          {t('checklist.leave')}
        </Button>
      </div>
    )
  }
  return (
    <div className="flex max-w-xl flex-col gap-5">
      {account && <AccountCard account={account} />}
      <p className="text-sm text-muted">
        {t(kind.hosted ? 'channels.enableWebLead' : kind.reach !== null ? 'channels.enableLead' : 'channels.enableConnectionLead')}
      </p>
      {!kind.official && <UnofficialConsent given={read} onChange={setRead} />}
      {enable.isError && <PlatformProblem error={enable.error} />}
      <div className="flex gap-2">
        <Button variant="primary" onPress={() => enable.mutate()} isPending={enable.isPending} isDisabled={!read}>
          {t('channels.enable')}
        </Button>
        <Button variant="ghost" onPress={onBack}>
          {t('channels.otherCredentials')}
        </Button>
      </div>
    </div>
  )
}

function AccountCard({ account: { name, username, externalId } }: { account: NonNullable<Channel['account']> }) {
  const detail = username ? `@${username}` : externalId
  return (
    <div role="status" className="flex items-center gap-3.5 rounded-xl border border-line bg-ok-soft p-4">
      <Avatar name={name} size="md" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{name}</span>
        {detail !== name && <span className="truncate text-sm text-muted">{detail}</span>}
      </span>
      <CircleCheck aria-hidden className="size-5 text-ok-ink" />
    </div>
  )
}
