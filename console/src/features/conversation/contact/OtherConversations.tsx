import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useList } from '../../../entities/conversation/useList.ts'
import type { Conversation } from '../../../api/types.ts'
import { useLocale, useTicking } from '../../../lib/ticking.ts'
import { listTime } from '../../../lib/time.ts'
import { ChannelIcon } from '../../../entities/channel/ChannelIcon.tsx'

const SHOWN = 6

/** What else the same person wrote about: open cases first, then what was resolved. */
export function OtherConversations({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const contact = Number(conversation.contact.id)
  const open = useList({ view: 'open', contact })
  const resolved = useList({ view: 'resolved', contact })
  const others = [...(open.data?.pages ?? []), ...(resolved.data?.pages ?? [])]
    .flatMap(({ items }) => items)
    .filter(({ id }) => id !== conversation.id)
  if (others.length === 0) return null
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="text-2xs font-medium text-faint">{t('contact.others')}</h3>
      <ul className="-mx-2 flex flex-col">
        {others.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <Other conversation={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Other({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { view = 'mine' } = useParams({ strict: false })
  const { id, channel, preview, status, lastAt } = conversation
  const when = useTicking((now) => listTime(Date.parse(lastAt), now, locale))
  return (
    <Link
      to="/inbox/$view/$id"
      params={{ view, id }}
      preload={false}
      className="tap flex items-start gap-2.5 rounded-lg px-2 py-1.5 hover:bg-hover"
    >
      <ChannelIcon kind={channel.kind} label={channel.name} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate text-sm">{preview || t('inbox.noText')}</span>
        <span className="text-2xs text-muted">
          {t(`status.${status}`)} · {when}
        </span>
      </span>
    </Link>
  )
}
