import { useTranslation } from '../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import type { Agent } from '../../api/types.ts'
import { withWords } from '../../i18n/index.ts'
import { late } from '../../lib/late.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'
import { useLateMenu } from '../../ui/useLateMenu.ts'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'

const AgentMenu = late(async () => (await withWords('pages', import('./AgentMenu.tsx'))).AgentMenu, { keys: true })

interface AgentProps {
  me: Agent
  rail: boolean
}

/** Who is signed in, with what they can do with themselves behind it. */
export function AgentButton({ me, rail }: AgentProps) {
  const { t } = useTranslation()
  const { trigger, menu } = useLateMenu()
  return (
    <>
      <Button {...trigger} className={cx('rounded-lg data-hovered:bg-hover aria-expanded:bg-hover', !rail && 'w-full')}>
        <AgentBadge me={me} rail={rail} />
        <span className="sr-only">. {t('shell.account')}</span>
      </Button>
      {menu && <AgentMenu {...menu} me={me} />}
    </>
  )
}

/** Whether they take conversations. */
function AgentBadge({ me, rail }: AgentProps) {
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
