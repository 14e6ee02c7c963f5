import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { ChannelAdvice } from '../../entities/channel/ChannelState.tsx'
import { useKind } from '../../entities/channel/useKind.ts'
import { Notice } from '../../ui/Notice.tsx'
import { UnofficialBadge, UnofficialNotice } from './Unofficial.tsx'

/** What a channel is, as whom it speaks and how it fares. */
export function ChannelAbout({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const { kind, label } = useKind(channel.kind)
  const unofficial = kind?.official === false
  return (
    <>
      <div className="flex items-center gap-3 text-sm text-muted">
        <ChannelIcon kind={channel.kind} size="lg" />
        <span className="flex flex-col">
          <span className="flex flex-wrap items-center gap-x-2 text-ink">
            {label}
            {unofficial && <UnofficialBadge />}
          </span>
          {channel.account && (
            <span>{channel.account.username ? `${channel.account.name} · @${channel.account.username}` : channel.account.name}</span>
          )}
        </span>
      </div>
      {unofficial && <UnofficialNotice />}
      <ChannelAdvice channel={channel} />
      {channel.state === 'paused' && <Notice tone="info">{t('channels.pausedText')}</Notice>}
      {channel.waitingSends > 0 && <Notice tone="warn">{t('channels.waitingSendsText', { count: channel.waitingSends })}</Notice>}
    </>
  )
}
