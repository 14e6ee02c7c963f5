import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { queries } from '../../../entities/queries.ts'
import type { Conversation, Status } from '../../../api/types.ts'
import { useLocale, useTicking } from '../../../lib/ticking.ts'
import { comingTime } from '../../../lib/time.ts'
import type { Tone } from '../../../ui/Badge.tsx'
import { Dot } from '../../../ui/Badge.tsx'
import { ChannelIcon } from '../../../entities/channel/ChannelIcon.tsx'
import { TroubleBadge } from '../../../entities/channel/Trouble.tsx'
import { Waiting } from '../../../entities/conversation/Waiting.tsx'

const TONES: Record<Status, Tone> = {
  bot: 'accent',
  waiting: 'warn',
  offered: 'warn',
  active: 'ok',
  snoozed: 'neutral',
  resolved: 'neutral',
}

/** Where it comes from, whose it is, how long it waits: one line. */
export function ConversationStatus({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data: me } = useSuspenseQuery(queries.me)
  const { channel, number, status, owner, snoozedUntil, waitingSince, dueAt } = conversation
  const mine = owner.id === me.id && owner.kind !== 'queue'
  const until = useTicking((now) => (snoozedUntil === null ? null : comingTime(Date.parse(snoozedUntil), now, locale)))
  return (
    <p className="flex min-w-0 items-center gap-2 overflow-hidden text-xs whitespace-nowrap text-muted">
      <span className="inline-flex min-w-5 items-center gap-1.5">
        <ChannelIcon kind={channel.kind} size="xs" />
        <span className="truncate @max-md:sr-only">{channel.name}</span>
      </span>
      <TroubleBadge channel={channel} />
      <span className="hidden tabular-nums @xl:inline">#{number}</span>
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <Dot tone={TONES[status]} />
        <span className="truncate">
          {owner.kind === 'offer' ? t(mine ? 'owner.offeredYou' : 'owner.offered', { name: owner.name }) : t(`status.${status}`)}
          {owner.kind !== 'offer' && owner.name && ` · ${mine ? t('owner.you') : owner.name}`}
          {until !== null && ` · ${t('inbox.until', { when: until })}`}
        </span>
      </span>
      {waitingSince !== null && status !== 'resolved' && <Waiting since={waitingSince} dueAt={dueAt} long />}
    </p>
  )
}
