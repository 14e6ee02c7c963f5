import { useTranslation } from '../../i18n/useTranslation.ts'
import { PRIORITIES } from '../../../../src/model/states.ts'
import { ChoiceDialog } from '../../ui/ChoiceDialog.tsx'
import type { StepDialogProps } from './AssignDialog.tsx'

export function PriorityDialog({ conversations, onStep, onClose }: StepDialogProps) {
  const { t } = useTranslation()
  const choices = PRIORITIES.toReversed().filter((priority) => conversations.some((one) => one.priority !== priority))
  return (
    <ChoiceDialog
      title={t('conversation.priority')}
      choices={choices.map((id) => ({ id, label: t(`priority.${id}`) }))}
      onClose={onClose}
      onChoose={(id) => {
        const priority = choices.find((one) => one === id)
        if (priority) onStep({ do: 'priority', priority })
        onClose()
      }}
    />
  )
}
