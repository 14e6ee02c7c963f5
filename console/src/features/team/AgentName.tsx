import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent } from '../../api/types.ts'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge, Dot } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'

/** Somebody with what is special about them. */
export function AgentName({ agent, mine }: { agent: Agent; mine: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={cx('flex min-w-0 items-center gap-3', agent.disabled && 'opacity-60')}>
      <span className="relative">
        <Avatar name={agent.name} seed={agent.id} size="md" />
        {!agent.disabled && (
          <Dot tone={PRESENCE_TONES[agent.presence]} className="absolute -right-0.5 -bottom-0.5 size-2.5 border-2 border-surface" />
        )}
      </span>
      <span className="flex min-w-0 flex-col">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{agent.name}</span>
          {mine && <Badge>{t('team.you')}</Badge>}
          {agent.invited && !agent.disabled && <Badge>{t('links.invited')}</Badge>}
          {agent.disabled && <Badge tone="danger">{t('team.disabled')}</Badge>}
        </span>
        <span className="truncate text-xs text-muted">{agent.email}</span>
      </span>
    </span>
  )
}
