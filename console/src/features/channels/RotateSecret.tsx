import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { ManualStep } from '../../entities/channel/api.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { PageSection } from '../../ui/Page.tsx'

/** Replaces the secret by which the platform, visitors and gateways know us. */
export function RotateSecret({ channel, onSteps }: { channel: Channel; onSteps: (steps: ManualStep[]) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const rotate = useMutation({
    mutationFn: () => channels.rotateSecret(channel.id),
    onSuccess({ steps, ...changed }) {
      client.setQueryData(keys.channel(channel.id), changed)
      onSteps(steps)
      toast.done(t('channels.secretDone'))
    },
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: () => ask(false),
  })
  return (
    <PageSection title={t('channels.secret')} lead={t('channels.secretLead')}>
      <Button className="self-start" onPress={() => ask(true)}>
        <RefreshCw aria-hidden />
        {t('channels.secretReplace')}
      </Button>
      <ConfirmDialog
        title={t('channels.secretTitle', { name: channel.name })}
        action={t('channels.secretReplace')}
        isOpen={asking}
        isPending={rotate.isPending}
        onConfirm={() => rotate.mutate()}
        onClose={() => ask(false)}
      >
        {t('channels.secretText')}
      </ConfirmDialog>
    </PageSection>
  )
}
