import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** A connection that the platform does not offer. */
export function UnofficialBadge() {
  const { t } = useTranslation()
  return <Badge tone="warn">{t('channels.unofficial')}</Badge>
}

export function UnofficialNotice() {
  const { t } = useTranslation()
  return (
    <Notice tone="warn">
      <span className="block font-medium">{t('channels.unofficial')}</span>
      {t('channels.unofficialText')}
    </Notice>
  )
}

/** Has to be ticked before such a channel is enabled. */
export function UnofficialConsent({ given, onChange }: { given: boolean; onChange: (given: boolean) => void }) {
  const { t } = useTranslation()
  return <Checkbox label={t('channels.unofficialRead')} isSelected={given} onChange={onChange} />
}

/** The same, where enabling is a single press. */
export function UnofficialDialog({ onConfirm, onClose }: { onConfirm: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [given, give] = useState(false)
  return (
    <ConfirmDialog
      title={t('channels.unofficial')}
      action={t('channels.enable')}
      variant="primary"
      isOpen
      isDisabled={!given}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p className="mb-4">{t('channels.unofficialText')}</p>
      <UnofficialConsent given={given} onChange={give} />
    </ConfirmDialog>
  )
}
