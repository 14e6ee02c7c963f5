import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { type Rule, triage } from '../../entities/agent/triage.ts'
import { keys } from '../../entities/keys.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/toast.tsx'

/** Takes a rule away, after asking. */
export function DeleteRule({ rule: { id, name } }: { rule: Rule }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, ask] = useState(false)
  const remove = useCommand({
    run: () => triage.remove(id),
    async onDone() {
      await navigate({ to: '/settings/triage' })
      void client.invalidateQueries({ queryKey: keys.triageRules })
      toast.done(t('triage.deleted', { name }))
    },
  })
  return (
    <>
      <Button className="self-start text-danger-ink!" onPress={() => ask(true)}>
        <Trash2 aria-hidden />
        {t('triage.delete')}
      </Button>
      <ConfirmDialog
        title={t('triage.deleteTitle', { name })}
        action={t('common.delete')}
        isOpen={asking}
        isPending={remove.isPending}
        onConfirm={() => remove.run()}
        onClose={() => ask(false)}
      >
        {t('triage.deleteText')}
      </ConfirmDialog>
    </>
  )
}
