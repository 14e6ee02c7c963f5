import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import type { Channel } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'

/** Gives a set-up up that was begun and not finished. */
export function DiscardDraft({ draft, onDone }: { draft: Channel; onDone?: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const discard = useMutation({
    mutationFn: () => channels.remove(draft.id),
    onSuccess() {
      client.removeQueries({ queryKey: keys.channel(draft.id) })
      client.setQueryData<Channel[]>(keys.channels, (all) => all?.filter(({ id }) => id !== draft.id))
      toast.done(t('checklist.discarded'))
      onDone?.()
    },
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: () => ask(false),
  })
  return (
    <>
      <Button size="sm" variant="ghost" onPress={() => ask(true)}>
        {t('checklist.discard')}
      </Button>
      <ConfirmDialog
        title={t('checklist.discardTitle', { name: draft.name })}
        action={t('checklist.discard')}
        isOpen={asking}
        isPending={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => ask(false)}
      >
        {t('checklist.discardText')}
      </ConfirmDialog>
    </>
  )
}
