import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

export function CapacityDialog({ agent, onSave, onClose }: { agent: Agent; onSave: (capacity: number) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [value, setValue] = useState(String(agent.capacity))
  const capacity = Number(value)
  const valid = /^\d{1,4}$/.test(value) && capacity <= 1000
  return (
    <Dialog
      title={t('team.setCapacity')}
      isOpen
      onClose={onClose}
      footer={
        <Button variant="primary" isDisabled={!valid} onPress={() => onSave(capacity)}>
          {t('common.save')}
        </Button>
      }
    >
      <TextField
        label={t('team.capacity')}
        description={t('team.capacityHint')}
        inputMode="numeric"
        value={value}
        onChange={setValue}
        error={valid ? undefined : t('team.capacityWrong')}
        autoFocus
      />
    </Dialog>
  )
}
