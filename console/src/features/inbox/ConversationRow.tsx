import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { AlarmClock, Bot, CircleCheck } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation, View } from '../../api/types.ts'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { comingTime, listTime } from '../../lib/time.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cx } from '../../ui/cx.ts'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { TroubleMark } from '../../entities/channel/TroubleMark.tsx'
import { PriorityMark } from '../../entities/conversation/PriorityMark.tsx'
import { drag, endDrag } from '../../entities/conversation/dragging.ts'
import { selection } from '../../entities/conversation/selection.ts'
import { queries } from '../../entities/queries.ts'
import { useNames } from '../../entities/contact/names.ts'
import { Waiting } from '../../entities/conversation/Waiting.tsx'

export interface ConversationRowProps {
  conversation: Conversation
  view: View
  open: boolean
}

export const ConversationRow = memo(function ConversationRow({ conversation, view, open }: ConversationRowProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const { nameOf } = useNames()
  const { id, contact, channel, unread, priority, lastAt, preview, entry } = conversation
  const when = useTicking((now) => listTime(Date.parse(lastAt), now, locale))
  const name = nameOf(conversation)
  return (
    <Link
      to="/inbox/$view/$id"
      params={{ view, id }}
      search={(old) => old}
      aria-current={open ? 'true' : undefined}
      preload={false}
      onDragStart={() => drag(selection.get().includes(id) ? selection.get() : [id])}
      onDragEnd={endDrag}
      // Its messages are on their way before the finger is up.
      onPointerDown={() => void client.prefetchQuery(queries.timeline(client, id))}
      className={cx('flex h-full gap-3 rounded-lg px-2.5 py-2.5', open ? 'bg-accent-soft' : 'hover:bg-hover')}
    >
      <span className="relative mt-0.5 h-9 group-data-choosing/list:invisible group-has-[input:focus-visible]/row:invisible pointer-fine:group-hover/row:invisible">
        <Avatar name={name} seed={contact.id} size="md" />
        <ChannelIcon
          kind={channel.kind}
          size="xs"
          label={channel.name}
          className={cx('absolute -right-1.5 -bottom-1.5 box-content border-2', open ? 'border-accent-soft' : 'border-surface')}
        />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-center gap-1.5">
          <span className={cx('min-w-0 flex-1 truncate text-sm', unread > 0 ? 'font-semibold' : 'font-medium')}>{name}</span>
          <TroubleMark channel={channel} />
          <PriorityMark priority={priority} />
          <span className="text-2xs text-muted tabular-nums">{when}</span>
        </span>
        <span className="flex items-center gap-2">
          <span className={cx('min-w-0 flex-1 truncate text-sm', unread > 0 ? 'text-ink' : 'text-muted')}>
            {preview || t(preview === null && entry !== null ? 'inbox.opened' : 'inbox.noText')}
          </span>
          {unread > 0 && (
            <span className="min-w-4.5 rounded-full bg-accent px-1 text-center text-2xs leading-4.5 font-semibold text-on-accent tabular-nums">
              <span className="sr-only">{t('inbox.unread')} </span>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
        </span>
        <RowFoot conversation={conversation} view={view} />
      </span>
    </Link>
  )
})

/** Who has it, and how long somebody has waited. */
function RowFoot({ conversation, view }: { conversation: Conversation; view: View }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { owner, waitingSince, snoozedUntil, status, dueAt, queue, channel } = conversation
  const back = useTicking((now) => (snoozedUntil === null ? null : comingTime(Date.parse(snoozedUntil), now, locale)))
  return (
    <span className="mt-px flex min-w-0 items-center gap-1.5 text-2xs text-muted">
      {status === 'snoozed' && back !== null ? (
        <span className="inline-flex items-center gap-1">
          <AlarmClock aria-hidden className="size-3" />
          {t('inbox.until', { when: back })}
        </span>
      ) : status === 'resolved' ? (
        <span className="inline-flex items-center gap-1">
          <CircleCheck aria-hidden className="size-3" />
          {t('status.resolved')}
        </span>
      ) : (
        waitingSince !== null && <Waiting since={waitingSince} dueAt={dueAt} />
      )}
      {status === 'bot' && <Bot aria-hidden className="size-3" />}
      <span className="truncate">
        {view === 'mine'
          ? channel.name
          : owner.kind === 'agent'
            ? owner.name
            : owner.kind === 'offer'
              ? t('owner.offered', { name: owner.name })
              : owner.kind === 'bot'
                ? t('owner.bot')
                : queue.name}
      </span>
    </span>
  )
}
