import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../queries.ts'
import type { Agent, Conversation } from '../../api/types.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Dot } from '../../ui/Badge.tsx'
import { ChoiceDialog } from '../../ui/ChoiceDialog.tsx'
import { PRESENCE_TONES } from '../agent/presence.ts'
import type { Step } from './steps.ts'

export interface StepDialogProps {
  conversations: readonly Conversation[]
  onStep: (step: Step) => void
  onClose: () => void
}

/** Those who are there and have room come first. */
const rankOf = ({ presence, load, capacity }: Agent): number =>
  presence === 'available' ? (load < capacity ? 0 : 1) : presence === 'busy' ? 2 : 3

export function AssignDialog({ conversations, onStep, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const agents = useQuery({ ...queries.agents, staleTime: 0 })
  const hasAll = (agent: string): boolean => conversations.every(({ owner }) => owner.kind === 'agent' && owner.id === agent)
  const choices = (agents.data ?? [])
    .filter(({ disabled, id }) => !disabled && !hasAll(id))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.load - b.load)
  return (
    <ChoiceDialog
      title={t('conversation.assignTo')}
      search={t('conversation.findAgent')}
      empty={t('conversation.noAgent')}
      onClose={onClose}
      query={agents}
      choices={choices.map((agent) => ({
        id: agent.id,
        label: agent.name,
        hint: t('common.load', { load: agent.load, capacity: agent.capacity }),
        isDisabled: agent.presence !== 'available' || agent.load >= agent.capacity,
        mark: (
          <span className="relative">
            <Avatar name={agent.name} seed={agent.id} />
            <Dot tone={PRESENCE_TONES[agent.presence]} className="absolute -right-0.5 -bottom-0.5 size-2.5 border-2 border-raised" />
          </span>
        ),
        note: t(`presence.${agent.presence}`),
      }))}
      onChoose={(id) => {
        const agent = choices.find((one) => one.id === id)
        if (agent) onStep({ do: 'assign', agent })
        onClose()
      }}
    />
  )
}
