import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import type { ButtonVariant } from './Button.tsx'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface ConfirmDialogProps {
  title: string
  children: ReactNode
  /** What happens, as a verb. */
  action: string
  variant?: ButtonVariant
  isOpen: boolean
  isPending?: boolean
  isDisabled?: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Asks before what cannot be taken back. */
export function ConfirmDialog({
  title,
  children,
  action,
  variant = 'danger',
  isOpen,
  isPending,
  isDisabled,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      role="alertdialog"
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button variant={variant} onPress={onConfirm} isPending={isPending ?? false} isDisabled={isDisabled ?? false}>
            {action}
          </Button>
        </>
      }
    >
      <div className="text-sm text-muted">{children}</div>
    </Dialog>
  )
}
