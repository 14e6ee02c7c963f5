import { useQueryClient } from '@tanstack/react-query'
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiKey, access } from '../../entities/agent/access.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { keys } from '../../entities/keys.ts'
import { useLocale } from '../../lib/ticking.ts'
import { dateAndTime } from '../../lib/time.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

/** A key: whose, what for and until when; deleting it. */
export function KeyRow({ apiKey, mine }: { apiKey: ApiKey; mine: boolean }) {
  const { id, name, start, scopes, agent, expiresAt } = apiKey
  const { t } = useTranslation()
  const locale = useLocale()
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
  const what = scopes === null ? t('apiKeys.everything') : scopes.map((scope) => t(`apiKeys.scopeNames.${scope}`)).join(', ')
  const end = expiresAt === null ? t('apiKeys.lives.ever') : t('apiKeys.until', { date: dateAndTime(Date.parse(expiresAt), locale) })
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <KeyRound aria-hidden className="size-4 text-muted" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm font-medium">{mine ? name : `${name} · ${agent.name}`}</span>
        <span className="text-xs text-muted">
          <code className="font-mono">{start}…</code> · {what} · {end}
        </span>
      </span>
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
    </li>
  )
}
