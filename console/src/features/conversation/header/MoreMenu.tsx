import { ArrowRightLeft, CircleHelp, Ellipsis, PanelRight, Undo2, UserRoundCheck, UserRoundPlus } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { PRIORITIES } from '../../../../../src/model/states.ts'
import type { Conversation } from '../../../api/types.ts'
import type { ConversationCommands } from '../../../entities/conversation/useConversationCommands.tsx'
import { commandOf, keyLabel } from '../../../lib/commands.ts'
import { CommandItem } from '../../../ui/CommandItem.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../../ui/Menu.tsx'

export interface MoreMenuProps {
  conversation: Conversation
  commands: ConversationCommands
  /** Where their button has no place. */
  onDetails: (() => void) | undefined
}

export function MoreMenu({ conversation, commands, onDetails }: MoreMenuProps) {
  const { t } = useTranslation()
  const { of, prioritize } = commands
  return (
    <Menu
      label={t('conversation.more')}
      placement="bottom end"
      trigger={<IconButton size="sm" icon={Ellipsis} label={t('conversation.more')} />}
    >
      {onDetails && <MenuItem icon={PanelRight} label={t('contact.details')} shortcut={keyLabel('details')} onAction={onDetails} />}
      <CommandItem id="assign" icon={UserRoundPlus} command={of('assign')} />
      <CommandItem id="assignMe" icon={UserRoundCheck} command={of('assignMe')} />
      <CommandItem id="transfer" icon={ArrowRightLeft} command={of('transfer')} />
      <CommandItem id="release" icon={Undo2} command={of('release')} />
      <MenuItem icon={CircleHelp} label={t('commands.why')} shortcut={keyLabel('why')} onAction={() => commandOf('why')?.run()} />
      <MenuSeparator />
      <MenuSection title={t('conversation.priority')}>
        {PRIORITIES.toReversed().map((priority) => (
          <MenuItem
            key={priority}
            label={t(`priority.${priority}`)}
            chosen={conversation.priority === priority}
            isDisabled={!prioritize}
            onAction={() => conversation.priority !== priority && prioritize?.(priority)}
          />
        ))}
      </MenuSection>
    </Menu>
  )
}
