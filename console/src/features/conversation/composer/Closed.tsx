import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useList } from '../../../entities/conversation/useList.ts'
import type { Conversation } from '../../../api/types.ts'
import { useLocale, useTicking } from '../../../lib/ticking.ts'
import { longSpan } from '../../../lib/time.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ChannelIcon } from '../../../entities/channel/ChannelIcon.tsx'
import { useKind } from '../../../entities/channel/useKind.ts'
import { ruleOf, waysOut, whyClosed } from './window.ts'

export interface ClosedProps {
  conversation: Conversation
  timeline: Timeline
  /** Something has been written that cannot be sent now. */
  hasDraft: boolean
}

/** Why the platform does not let us write, and what is possible all the same. */
export function Closed({ conversation, timeline, hasDraft }: ClosedProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { kind } = useKind(conversation.channel.kind)
  // Who has left can be written to no more, whatever the rule.
  const rule = conversation.contact.blocked ? null : ruleOf(kind?.surfaces[conversation.surface])
  const why = useTicking((now) => whyClosed(rule, timeline, now))
  return (
    <Notice tone="warn" className="mx-3 mt-2">
      <span className="block font-medium">
        {t(`composer.closed.${why}`, { span: longSpan(rule?.ttlMs ?? 0, locale), count: rule?.count ?? 0 })}
      </span>
      {t(hasDraft ? 'composer.closed.nextKept' : 'composer.closed.next', { channel: conversation.channel.name })}
      <Elsewhere conversation={conversation} />
    </Notice>
  )
}

/** Where else this customer can be written to. */
function Elsewhere({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const { view = 'mine' } = useParams({ strict: false })
  const contact = Number(conversation.contact.id)
  const open = useList({ view: 'open', contact })
  const resolved = useList({ view: 'resolved', contact })
  const all = [...(open.data?.pages ?? []), ...(resolved.data?.pages ?? [])].flatMap(({ items }) => items)
  const ids = useTicking((now) => waysOut(all, conversation, now).join(' ')).split(' ')
  const ways = all.filter(({ id }) => ids.includes(id))
  if (ways.length === 0) return null
  return (
    <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      {t('composer.closed.elsewhere')}
      {ways.map(({ id, channel }) => (
        <Link
          key={id}
          to="/inbox/$view/$id"
          params={{ view, id }}
          preload={false}
          className="tap inline-flex items-center gap-1.5 font-medium text-accent-ink hover:underline"
        >
          <ChannelIcon kind={channel.kind} size="xs" />
          {channel.name}
        </Link>
      ))}
    </span>
  )
}
