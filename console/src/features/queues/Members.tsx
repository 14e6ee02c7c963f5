import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Member } from '../../entities/agent/queues.ts'
import type { Agent } from '../../api/types.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { LevelRows } from '../../ui/LevelRows.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** How well somebody knows the topic until somebody says otherwise. */
const FRESH = 3

/** Who serves a queue, and how well each knows its topic. */
export function Members({ agents, value, onChange }: { agents: readonly Agent[]; value: Member[]; onChange: (members: Member[]) => void }) {
  const { t } = useTranslation()
  const nameOf = (id: string): string => agents.find((agent) => agent.id === id)?.name ?? t('owner.someone')
  const choose = (ids: string[]): void => onChange(ids.map((agent) => value.find((one) => one.agent === agent) ?? { agent, level: FRESH }))
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <Combobox
        bare
        label={t('queues.addMembers')}
        placeholder={t('queues.findAgents')}
        choices={agents
          .filter(({ id, disabled }) => !disabled || value.some(({ agent }) => agent === id))
          .map(({ id, name }) => ({ id, label: name }))}
        value={value.map(({ agent }) => agent)}
        onChange={choose}
      />
      {value.length === 0 ? (
        <Notice tone="info">{t('queues.nobody')}</Notice>
      ) : (
        <LevelRows
          label={t('queues.members')}
          rows={value.map(({ agent, level }) => ({ id: agent, name: nameOf(agent), level }))}
          onLevel={(agent, level) => onChange(value.map((one) => (one.agent === agent ? { ...one, level } : one)))}
          onRemove={(agent) => onChange(value.filter((one) => one.agent !== agent))}
        />
      )}
    </div>
  )
}
