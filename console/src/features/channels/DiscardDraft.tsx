import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'
import { useRemoveChannel } from './useRemoveChannel.ts'

/** Gives a set-up up that was begun and not finished. */
export function DiscardDraft({ draft, onDone }: { draft: Channel; onDone?: () => void }) {
  const { t } = useTranslation()
  const [asking, ask] = useState(false)
  const discard = useRemoveChannel(draft, () => {
    toast.done(t('checklist.discarded'))
    onDone?.()
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
        onConfirm={() => discard.mutate(undefined, { onSettled: () => ask(false) })}
        onClose={() => ask(false)}
      >
        {t('checklist.discardText')}
      </ConfirmDialog>
    </>
  )
}
