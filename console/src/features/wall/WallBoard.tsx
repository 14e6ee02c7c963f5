import { PRESENCES } from '../../../../src/desk/web/roles.ts'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { LiveQueue } from '../../entities/agent/wall.ts'
import { useLocale } from '../../lib/ticking.ts'
import { AgentLoad } from './AgentLoad.tsx'
import { Figure } from './Figure.tsx'
import { everybody, figuresOf, thoseWho } from './figures.ts'
import { Age, QueueRow } from './QueueRow.tsx'

/** Sizes are in em: the same board stands on a page and on a screen. */
export function WallBoard({ queues }: { queues: readonly LiveQueue[] }) {
  const { t } = useTranslation()
  const number = new Intl.NumberFormat(useLocale())
  const { waiting, urgent, oldest, available, room } = figuresOf(queues)
  const agents = everybody(queues)
  return (
    <div className="flex flex-col gap-[1.5em] leading-[1.4]">
      <dl className="grid grid-cols-2 gap-[0.75em] md:grid-cols-4">
        <Figure label={t('wall.waiting')} value={number.format(waiting)} note={t('wall.urgent', { count: urgent })} alarm={urgent > 0} />
        <Figure label={t('wall.oldest')} value={oldest === null ? '–' : <Age since={oldest} />} />
        <Figure label={t('wall.available')} value={number.format(available)} note={t('wall.ofAgents', { count: agents.length })} />
        <Figure label={t('wall.room')} value={number.format(room)} note={t('wall.conversations')} alarm={waiting > 0 && room === 0} />
      </dl>
      <section aria-label={t('pages.queues')}>
        <ul className="flex flex-col gap-[0.75em]">
          {queues.map((queue) => (
            <QueueRow key={queue.id} queue={queue} />
          ))}
        </ul>
      </section>
      <section aria-label={t('wall.agents')} className="grid gap-[0.75em] md:grid-cols-3">
        {PRESENCES.map((presence) => {
          const those = thoseWho(agents, presence)
          return (
            <div key={presence} className="flex flex-col gap-[0.4em] rounded-xl border border-line bg-raised p-[0.9em]">
              <h2 className="text-[1em] font-semibold">
                {t(`presence.${presence}`)} <span className="font-normal text-muted tabular-nums">{number.format(those.length)}</span>
              </h2>
              <ul className="flex flex-col gap-[0.35em]">
                {those.map((agent) => (
                  <AgentLoad key={agent.id} agent={agent} />
                ))}
              </ul>
            </div>
          )
        })}
      </section>
    </div>
  )
}
