import type { LucideIcon } from 'lucide-react'
import { LockKeyhole, Megaphone, StickyNote, UsersRound } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import { useKind } from '../../../entities/channel/useKind.ts'
import { useNames } from '../../../entities/contact/names.ts'
import { cx } from '../../../ui/cx.ts'
import { WindowClock } from './WindowClock.tsx'

/** Who can read what is written here: the customer alone, a group, everybody – or only the team. */
type Readers = Conversation['surface'] | 'note'

const LOOKS: Record<Readers, readonly [LucideIcon, string]> = {
  dm: [LockKeyhole, 'text-muted'],
  group: [UsersRound, 'bg-accent-soft text-accent-ink'],
  comment: [Megaphone, 'bg-public-soft text-public-ink'],
  note: [StickyNote, 'bg-warn-line/40 text-warn-ink'],
}

export interface StatusLineProps {
  conversation: Conversation
  note: boolean
  /** Sending has been pressed once, and is asked about. */
  asking: boolean
  /** The platform lets us write. */
  open: boolean
}

/** Where the words go that are being written, who will read them, and how long the platform still lets us. */
export function StatusLine({ conversation, note, asking, open }: StatusLineProps) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const { label } = useKind(conversation.channel.kind)
  const readers: Readers = note ? 'note' : conversation.surface
  const [Icon, look] = LOOKS[readers]
  const who = { name: nameOf(conversation), platform: label }
  return (
    <div className={cx('flex items-center justify-between gap-3 rounded-t-[0.6875rem] px-3.5 py-1.5 text-xs', look)}>
      <p className="flex min-w-0 items-center gap-1.5">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span role="status" className={cx('min-w-0', readers !== 'dm' && 'font-medium', !asking && 'truncate')}>
          {t(asking ? 'talk.pressAgain' : `talk.readers.${readers}`, who)}
        </span>
      </p>
      {!note && <WindowClock conversation={conversation} open={open} />}
    </div>
  )
}
