import { Ellipsis, Reply, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import { useTicking } from '../../../lib/ticking.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/Menu.tsx'
import { recallUntil } from '../../../entities/message/recall.ts'

export interface MessageActionsProps {
  message: Message
  onReply: ((message: Message) => void) | undefined
  /** How long messages may be taken back here, in ms; null: not by this agent, or not on this platform. */
  recallWithin: number | null
  onRecall: (message: Message) => void
}

/** What can be done with one message: shown when it is pointed at, and when the keyboard gets there. */
export function MessageActions({ message, onReply, recallWithin, onRecall }: MessageActionsProps) {
  const { t } = useTranslation()
  const until = recallUntil(message, recallWithin)
  const recallable = useTicking((now) => until !== null && now < until)
  if (message.recalled || (!onReply && !recallable)) return null
  return (
    <span className="flex opacity-0 transition-opacity group-hover:opacity-100 focus-within:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100">
      {onReply && <IconButton size="sm" icon={Reply} label={t('message.reply')} onPress={() => onReply(message)} />}
      {recallable && (
        <Menu
          label={t('message.actions')}
          placement="bottom end"
          trigger={<IconButton size="sm" icon={Ellipsis} label={t('message.actions')} />}
        >
          <MenuItem danger icon={Undo2} label={t('message.takeBack')} onAction={() => onRecall(message)} />
        </Menu>
      )}
    </span>
  )
}
