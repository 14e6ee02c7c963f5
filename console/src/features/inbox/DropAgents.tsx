import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent, Conversation } from '../../api/types.ts'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'
import { endDrag } from '../../entities/conversation/dragging.ts'
import { clearSelection } from '../../entities/conversation/selection.ts'
import { allowed } from '../../entities/conversation/steps.ts'
import { useSteps } from '../../entities/conversation/useSteps.ts'
import { queries } from '../../entities/queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { cx } from '../../ui/cx.ts'

/** Beside the list, while rows of it are dragged: whoever may be given them. By key it is the command `assign`. */
export function DropAgents({ conversations }: { conversations: readonly Conversation[] }) {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const { data: agents = [] } = useQuery({ ...queries.agents, staleTime: 0 })
  const steps = useSteps()
  useEffect(() => {
    // A row that has left the list cannot say that its drag is over; while something is dragged no pointer moves.
    addEventListener('pointermove', endDrag)
    return () => removeEventListener('pointermove', endDrag)
  }, [])
  const those = conversations.filter((one) => allowed(one, me).assign)
  if (those.length === 0) return null
  const give = (agent: Agent): void => {
    steps(those, { do: 'assign', agent })
    clearSelection()
    endDrag()
  }
  return (
    <section
      aria-label={t('inbox.dropOn')}
      className="absolute inset-y-0 right-0 left-76 z-30 flex animate-fade flex-col gap-3 overflow-y-auto bg-surface p-6 max-md:hidden xl:left-88"
    >
      <h2 className="text-base font-semibold">{t('inbox.dropOn')}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-2">
        {agents
          .filter(({ disabled }) => !disabled)
          .map((agent) => (
            <Target key={agent.id} agent={agent} onDrop={() => give(agent)} />
          ))}
      </ul>
    </section>
  )
}

function Target({ agent: { id, name, presence, load, capacity }, onDrop }: { agent: Agent; onDrop: () => void }) {
  const { t } = useTranslation()
  const [over, hover] = useState(false)
  const can = presence === 'available' && load < capacity
  return (
    <li
      aria-disabled={!can}
      onDragOver={(event) => {
        if (!can) return
        event.preventDefault()
        hover(true)
      }}
      onDragLeave={() => hover(false)}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
      className={cx(
        'flex items-center gap-2.5 rounded-xl border-2 p-3 text-sm',
        over ? 'border-accent bg-accent-soft' : 'border-line bg-raised',
        !can && 'opacity-50',
      )}
    >
      <Avatar name={name} seed={id} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{name}</span>
        <span className="inline-flex items-center gap-1.5 text-xs text-muted">
          <Dot tone={PRESENCE_TONES[presence]} />
          {t(`presence.${presence}`)}
        </span>
      </span>
      <span className="text-xs text-muted tabular-nums">{t('common.load', { load, capacity })}</span>
    </li>
  )
}
