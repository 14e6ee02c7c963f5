import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { useRemoveChannel } from './useRemoveChannel.ts'

export function DeleteChannel({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, ask] = useState(false)
  const remove = useRemoveChannel(channel, async () => {
    await navigate({ to: '/settings/channels' })
    toast.done(t('channels.deleted', { name: channel.name }))
  })
  return (
    <PageSection title={t('channels.delete')} lead={t('channels.deleteLead')}>
      <Button className="self-start text-danger-ink!" onPress={() => ask(true)}>
        <Trash2 aria-hidden />
        {t('channels.delete')}
      </Button>
      <ConfirmDialog
        title={t('channels.deleteTitle', { name: channel.name })}
        action={t('channels.delete')}
        isOpen={asking}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => ask(false)}
      >
        {t('channels.deleteText')}
      </ConfirmDialog>
    </PageSection>
  )
}
