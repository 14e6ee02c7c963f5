import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, PanelRight, Reply, StickyNote } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import { preferences, usePreference } from '../../../lib/preferences.ts'
import { keyLabel, useOffer } from '../../../lib/commands.ts'
import { useStore } from '../../../lib/store.ts'
import { PHONE, useMediaQuery } from '../../../lib/useMediaQuery.ts'
import { useSettled } from '../../../lib/useSettled.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { CommandButton } from '../../../ui/CommandButton.tsx'
import { DoneLine } from '../../../ui/DoneLine.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { ComposerHandle } from '../composer/handle.ts'
import { ConversationStatus } from './ConversationStatus.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { useNames } from '../../../entities/contact/names.ts'
import { PriorityMark } from '../../../entities/conversation/PriorityMark.tsx'
import { selection } from '../../../entities/conversation/selection.ts'
import { SnoozeMenu } from '../../../entities/conversation/SnoozeMenu.tsx'
import { useConversationCommands } from '../../../entities/conversation/useConversationCommands.tsx'

export interface ConversationHeaderProps {
  conversation: Conversation
  composer: ComposerHandle
  /** Opens the details where they do not fit beside; otherwise they are shown and hidden. */
  onDetails: (() => void) | undefined
}

export function ConversationHeader({ conversation, composer, onDetails }: ConversationHeaderProps) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const { view = 'mine' } = useParams({ strict: false })
  const commands = useConversationCommands([conversation])
  // What is chosen in the list has the keys.
  const choosing = useStore(selection, ({ length }) => length > 0)
  const shown = usePreference('contactPanel')
  const settled = useSettled()
  const phone = useMediaQuery(PHONE)
  const details = onDetails ?? (() => preferences.change({ contactPanel: !shown }))
  const name = nameOf(conversation)

  useOffer(choosing ? [] : commands.all)
  useOffer([
    { id: 'reply', icon: Reply, run: () => composer.focus('reply') },
    { id: 'note', icon: StickyNote, run: () => composer.focus('note') },
    { id: 'details', icon: PanelRight, run: details },
  ])

  return (
    <header className="@container relative flex min-h-14 shrink-0 items-center gap-x-3 border-b border-line px-3 py-1.5 md:px-4">
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={(old) => old}
        aria-label={t('conversation.back')}
        className="tap -ml-1 flex items-center justify-center rounded-lg p-1.5 text-muted hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden className="size-5" />
      </Link>
      <Avatar name={name} seed={conversation.contact.id} size="md" className="max-md:hidden @max-md:hidden" />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-w-0 items-center gap-2">
          <h2 className="truncate text-base font-semibold">{name}</h2>
          <PriorityMark priority={conversation.priority} />
        </div>
        <ConversationStatus conversation={conversation} />
      </div>
      <div className="flex shrink-0 items-center gap-1.5 @max-md:gap-0.5">
        {settled && (
          <>
            <CommandButton command={commands.of('claim')} variant="primary" compact="narrow" />
            {commands.snooze && <SnoozeMenu onSnooze={commands.snooze} keyless={choosing} />}
            <CommandButton command={commands.of('resolve')} compact={commands.of('claim') ? true : 'narrow'} />
            <CommandButton command={commands.of('reopen')} />
            <MoreMenu conversation={conversation} commands={commands} onDetails={phone ? details : undefined} />
            {!phone && (
              <IconButton
                size="sm"
                icon={PanelRight}
                label={t('contact.details')}
                shortcut={keyLabel('details')}
                {...(!onDetails && { 'aria-pressed': shown })}
                onPress={details}
              />
            )}
          </>
        )}
      </div>
      <DoneLine />
      {commands.dialogs}
    </header>
  )
}
