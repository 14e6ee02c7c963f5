import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Cable, ChevronRight, Plus } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import type { Channel } from '../../api/types.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { Badge } from '../../ui/Badge.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { DiscardDraft } from './DiscardDraft.tsx'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { ChannelAdvice, ChannelLight } from '../../entities/channel/ChannelState.tsx'
import { useKind } from '../../entities/channel/useKind.ts'

export function ChannelsPage() {
  const { t } = useTranslation()
  const channels = useQuery({ ...queries.channels, refetchInterval: 60_000 })
  const { data: me } = useSuspenseQuery(queries.me)
  const admin = atLeast(me.role, 'admin')
  const add = admin && (
    <Link to="/settings/channels/add" className={buttonClass('primary')}>
      <Plus aria-hidden />
      {t('pages.addChannel')}
    </Link>
  )
  return (
    <Page title={t('pages.channels')} lead={t('channels.lead')} actions={add}>
      {admin && <SetAsideNotice />}
      <QueryBoundary
        query={channels}
        empty={{
          when: (all) => all.length === 0,
          show: (
            <EmptyState icon={Cable} title={t('channels.none')} action={add}>
              {t('channels.noneText')}
            </EmptyState>
          ),
        }}
      >
        {(all) => (
          <ul className="flex flex-col gap-2">
            {all.map((channel) => (
              <li key={channel.id}>
                <ChannelCard channel={channel} admin={admin} />
              </li>
            ))}
          </ul>
        )}
      </QueryBoundary>
    </Page>
  )
}

/** Says so where something could not be taken in; the page behind it is always there. */
function SetAsideNotice() {
  const { t } = useTranslation()
  const list = useInfiniteQuery({ ...queries.setAside, refetchInterval: 60_000 })
  const waiting = list.data?.pages.flatMap(({ items }) => items).filter(({ state }) => state === 'waiting').length ?? 0
  const look = (
    <Link
      to="/settings/set-aside"
      className="tap inline-flex shrink-0 items-center rounded font-medium underline underline-offset-2 hover:text-ink"
    >
      {t(waiting > 0 ? 'setAside.look' : 'pages.setAside')}
    </Link>
  )
  if (waiting === 0) return <p className="-mt-4 text-sm text-muted">{look}</p>
  return (
    <Notice tone="warn" action={look}>
      {t('setAside.waiting', { count: waiting })}
    </Notice>
  )
}

/** The way to a channel, for admins also to the end of its set-up. */
function ChannelCard({ channel, admin }: { channel: Channel; admin: boolean }) {
  const { t } = useTranslation()
  const { label } = useKind(channel.kind)
  const draft = channel.state === 'draft'
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-line p-3 hover:border-line-strong">
      <Link
        to={draft && admin ? '/settings/channels/add/$kind' : '/settings/channels/$id'}
        params={{ id: channel.id, kind: channel.kind }}
        className="tap flex items-center gap-3.5"
      >
        <ChannelIcon kind={channel.kind} size="lg" />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">{channel.name}</span>
          <span className="truncate text-sm text-muted">
            {label}
            {channel.account && ` · ${channel.account.username ? `@${channel.account.username}` : channel.account.name}`}
          </span>
        </span>
        {channel.waitingSends > 0 && <Badge tone="warn">{t('channels.waitingSends', { count: channel.waitingSends })}</Badge>}
        <ChannelLight channel={channel} />
        <ChevronRight aria-hidden className="size-4 text-faint" />
      </Link>
      <ChannelAdvice channel={channel} />
      {draft && admin && (
        <div className="-mt-1 flex items-center justify-end gap-2">
          <DiscardDraft draft={channel} />
          <Link to="/settings/channels/add/$kind" params={{ kind: channel.kind }} className={buttonClass('secondary', 'sm')}>
            {t('checklist.continue')}
          </Link>
        </div>
      )}
    </div>
  )
}
