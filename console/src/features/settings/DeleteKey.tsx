import { useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { type ApiKey, access } from '../../entities/agent/access.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { keys } from '../../entities/keys.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

export function DeleteKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const remove = useCommand({
    run: () => access.deleteKey(id),
    onDone: () => client.invalidateQueries({ queryKey: keys.apiKeys }),
  })
  const confirm = (): void => {
    remove.run()
    ask(false)
  }
  return (
    <>
      <IconButton size="sm" icon={Trash2} label={t('apiKeys.delete', { name })} onPress={() => ask(true)} />
      <ConfirmDialog
        title={t('apiKeys.deleteTitle', { name })}
        action={t('common.delete')}
        isOpen={asking}
        onConfirm={confirm}
        onClose={() => ask(false)}
      >
        {t('apiKeys.deleteText')}
      </ConfirmDialog>
    </>
  )
}
