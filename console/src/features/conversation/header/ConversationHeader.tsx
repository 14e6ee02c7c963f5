import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, CircleCheck, Hand, PanelRight, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { preferences, usePreference } from '../../../lib/preferences.ts'
import { keyLabel, SHORTCUTS, useShortcut } from '../../../lib/shortcuts.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DoneLine } from '../../../ui/DoneLine.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Tip } from '../../../ui/Tooltip.tsx'
import type { ComposerHandle } from '../composer/handle.ts'
import { ConversationStatus } from './ConversationStatus.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { useNames } from '../../../entities/contact/names.ts'
import { PriorityMark } from '../../../entities/conversation/PriorityMark.tsx'
import { SnoozeMenu } from '../../../entities/conversation/SnoozeMenu.tsx'
import type { allowed } from '../../../entities/conversation/steps.ts'
import { useSteps } from '../../../entities/conversation/useSteps.ts'

export interface ConversationHeaderProps {
  conversation: Conversation
  may: ReturnType<typeof allowed>
  composer: ComposerHandle
  /** Opens the details where they do not fit beside; otherwise they are shown and hidden. */
  onDetails: (() => void) | undefined
}

const { conversation: KEYS } = SHORTCUTS

export function ConversationHeader({ conversation, may, composer, onDetails }: ConversationHeaderProps) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const { view = 'mine' } = useParams({ strict: false })
  const step = useSteps()
  const shown = usePreference('contactPanel')
  const details = onDetails ?? (() => preferences.change({ contactPanel: !shown }))
  const claim = (): void => step(conversation, { do: 'claim' })
  const resolve = (): void => step(conversation, { do: 'resolve' })
  const name = nameOf(conversation)

  useShortcut(KEYS.claim, claim, may.claim)
  useShortcut(KEYS.resolve, resolve, may.resolve)
  useShortcut(KEYS.reply, () => composer.focus('reply'))
  useShortcut(KEYS.note, () => composer.focus('note'))
  useShortcut(KEYS.details, details)

  return (
    <header className="@container relative flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1.5 md:px-4">
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={(old) => old}
        aria-label={t('conversation.back')}
        className="-ml-1 rounded-lg p-1.5 text-muted hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden className="size-5" />
      </Link>
      <Avatar name={name} seed={conversation.contact.id} size="md" className="max-md:hidden" />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-w-0 items-center gap-2">
          <h2 className="truncate text-base font-semibold">{name}</h2>
          <PriorityMark priority={conversation.priority} />
        </div>
        <ConversationStatus conversation={conversation} />
      </div>
      <div className="flex items-center gap-1.5">
        {may.claim && (
          <Tip text={t('conversation.claimHint')} shortcut={keyLabel(KEYS.claim)}>
            <Button variant="primary" size="sm" onPress={claim}>
              <Hand aria-hidden />
              {t('conversation.claim')}
            </Button>
          </Tip>
        )}
        {may.snooze && <SnoozeMenu onSnooze={(until) => step(conversation, { do: 'snooze', until })} />}
        {may.resolve && may.claim && (
          <IconButton
            size="sm"
            icon={CircleCheck}
            label={t('conversation.resolveHint')}
            shortcut={keyLabel(KEYS.resolve)}
            onPress={resolve}
          />
        )}
        {may.resolve && !may.claim && (
          <Tip text={t('conversation.resolveHint')} shortcut={keyLabel(KEYS.resolve)}>
            <Button size="sm" onPress={resolve}>
              <CircleCheck aria-hidden />
              <span className="max-sm:sr-only">{t('conversation.resolve')}</span>
            </Button>
          </Tip>
        )}
        {may.reopen && (
          <Button size="sm" onPress={() => step(conversation, { do: 'reopen' })}>
            <RotateCcw aria-hidden />
            {t('conversation.reopen')}
          </Button>
        )}
        <MoreMenu conversation={conversation} may={may} onStep={(one) => step(conversation, one)} />
        <IconButton
          size="sm"
          icon={PanelRight}
          label={t('contact.details')}
          shortcut={keyLabel(KEYS.details)}
          {...(!onDetails && { 'aria-pressed': shown })}
          onPress={details}
        />
      </div>
      <DoneLine />
    </header>
  )
}
