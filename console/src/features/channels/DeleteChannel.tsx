import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { PageSection } from '../../ui/Page.tsx'

export function DeleteChannel({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const remove = useMutation({
    mutationFn: () => channels.remove(channel.id),
    async onSuccess() {
      await navigate({ to: '/channels' })
      client.removeQueries({ queryKey: keys.channel(channel.id) })
      void client.invalidateQueries({ queryKey: keys.channels })
      toast.done(t('channels.deleted', { name: channel.name }))
    },
    onError: (error) => toast.failed(explain(error, t)),
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
