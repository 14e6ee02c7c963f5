import { X } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation } from '../../api/types.ts'
import { clearSelection } from '../../entities/conversation/selection.ts'
import { SnoozeMenu } from '../../entities/conversation/SnoozeMenu.tsx'
import { useConversationCommands } from '../../entities/conversation/useConversationCommands.tsx'
import type { CommandId } from '../../lib/commands.ts'
import { keyLabel, useOffer } from '../../lib/commands.ts'
import { CommandButton } from '../../ui/CommandButton.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const SHOWN: readonly CommandId[] = ['claim', 'resolve', 'reopen', 'assign', 'transfer', 'release', 'priority']

/** What can be done with those that are chosen in the list. */
export function SelectionBar({ conversations }: { conversations: readonly Conversation[] }) {
  const { t } = useTranslation()
  const commands = useConversationCommands(conversations, clearSelection)
  useOffer(commands.all)
  return (
    <div
      role="toolbar"
      aria-label={t('inbox.chosen', { count: conversations.length })}
      className="flex flex-wrap items-center gap-0.5 border-t border-line bg-raised px-3 py-2 shadow-float"
    >
      <div className="flex w-full items-center justify-between">
        <span aria-live="polite" className="text-sm font-medium tabular-nums">
          {t('inbox.chosen', { count: conversations.length })}
        </span>
        <IconButton size="sm" icon={X} label={t('inbox.chooseNone')} shortcut={keyLabel('close')} onPress={clearSelection} />
      </div>
      {SHOWN.map((id) => (
        <CommandButton key={id} command={commands.of(id)} compact />
      ))}
      {commands.snooze && <SnoozeMenu onSnooze={commands.snooze} />}
      {commands.dialogs}
    </div>
  )
}
