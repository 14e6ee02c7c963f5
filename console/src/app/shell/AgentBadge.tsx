import { useTranslation } from 'react-i18next'
import type { Agent } from '../../api/types.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'

/** Who is signed in, and whether they take conversations. */
export function AgentBadge({ me, rail }: { me: Agent; rail: boolean }) {
  const { t } = useTranslation()
  return (
    <span className={cx('flex h-11 items-center gap-2.5 text-left', rail ? 'w-10 justify-center' : 'px-2')}>
      <span className="relative flex">
        <Avatar name={me.name} seed={me.id} />
        <Dot tone={PRESENCE_TONES[me.presence]} className="absolute -right-0.5 -bottom-0.5 size-2.5 border-2 border-canvas" />
      </span>
      <span className={rail ? 'sr-only' : 'flex min-w-0 flex-col'}>
        <span className="truncate text-sm leading-4 font-medium">{me.name}</span>
        <span className="truncate text-2xs text-muted">{t(`presence.${me.presence}`)}</span>
      </span>
    </span>
  )
}
