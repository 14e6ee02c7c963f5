import { ArrowRightLeft, Ellipsis, Undo2, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { PRIORITIES } from '../../../../../src/model/states.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../../ui/Menu.tsx'
import { AssignDialog } from '../../../entities/conversation/AssignDialog.tsx'
import type { allowed, Step } from '../../../entities/conversation/steps.ts'
import { TransferDialog } from '../../../entities/conversation/TransferDialog.tsx'

export interface MoreMenuProps {
  conversation: Conversation
  may: ReturnType<typeof allowed>
  onStep: (step: Step) => void
}

export function MoreMenu({ conversation, may, onStep }: MoreMenuProps) {
  const { t } = useTranslation()
  const [dialog, show] = useState<'assign' | 'transfer' | null>(null)
  return (
    <>
      <Menu
        label={t('conversation.more')}
        placement="bottom end"
        trigger={<IconButton size="sm" icon={Ellipsis} label={t('conversation.more')} />}
      >
        <MenuItem icon={UserRoundPlus} label={t('conversation.assign')} isDisabled={!may.assign} onAction={() => show('assign')} />
        <MenuItem icon={ArrowRightLeft} label={t('conversation.transfer')} isDisabled={!may.transfer} onAction={() => show('transfer')} />
        <MenuItem icon={Undo2} label={t('conversation.release')} isDisabled={!may.release} onAction={() => onStep({ do: 'release' })} />
        <MenuSeparator />
        <MenuSection title={t('conversation.priority')}>
          {PRIORITIES.toReversed().map((priority) => (
            <MenuItem
              key={priority}
              label={t(`priority.${priority}`)}
              chosen={conversation.priority === priority}
              isDisabled={!may.priority}
              onAction={() => conversation.priority !== priority && onStep({ do: 'priority', priority })}
            />
          ))}
        </MenuSection>
      </Menu>
      <AssignDialog isOpen={dialog === 'assign'} conversation={conversation} onStep={onStep} onClose={() => show(null)} />
      <TransferDialog isOpen={dialog === 'transfer'} conversation={conversation} onStep={onStep} onClose={() => show(null)} />
    </>
  )
}
