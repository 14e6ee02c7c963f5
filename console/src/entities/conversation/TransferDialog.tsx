import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../queries.ts'
import { ChoiceDialog } from '../../ui/ChoiceDialog.tsx'
import type { StepDialogProps } from './AssignDialog.tsx'

export function TransferDialog({ conversations, onStep, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const queues = useQuery({ ...queries.queues, staleTime: 0 })
  const holdsAll = (id: string): boolean => conversations.every(({ queue, owner }) => queue.id === id && owner.kind === 'queue')
  const choices = (queues.data ?? []).filter(({ id }) => !holdsAll(id))
  return (
    <ChoiceDialog
      title={t('conversation.transferTo')}
      search={t('conversation.findQueue')}
      empty={t('conversation.noQueue')}
      onClose={onClose}
      query={queues}
      choices={choices.map(({ id, name, waiting }) => ({ id, label: name, hint: t('conversation.waiting', { count: waiting }) }))}
      onChoose={(id) => {
        const queue = choices.find((one) => one.id === id)
        if (queue) onStep({ do: 'transfer', queue: { id: queue.id, name: queue.name } })
        onClose()
      }}
    />
  )
}
