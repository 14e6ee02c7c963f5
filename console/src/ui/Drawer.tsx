import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { cx } from './cx.ts'

export interface DrawerProps {
  label: string
  side: 'left' | 'right'
  isOpen: boolean
  onClose: () => void
  children: ReactNode
}

/** A panel over the page from one side, where there is no room beside it. */
export const Drawer = ({ label, side, isOpen, onClose, children }: DrawerProps) => (
  <ModalOverlay
    isDismissable
    isOpen={isOpen}
    onOpenChange={(open) => !open && onClose()}
    className={cx('fixed inset-0 z-40 flex animate-fade bg-scrim', side === 'right' && 'justify-end')}
  >
    <Modal className="h-full w-72 max-w-[85vw] bg-surface shadow-dialog outline-none">
      <AriaDialog aria-label={label} className="h-full overflow-y-auto outline-none">
        {children}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
