import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal'
import { cx } from './cx.ts'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons at the bottom. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  role?: 'dialog' | 'alertdialog'
}

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl' }

/** On a phone it is a sheet at the bottom of the screen. */
export function Dialog({ title, isOpen, onClose, children, footer, size = 'sm', role = 'dialog' }: DialogProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      isDismissable={role === 'dialog'}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-50 flex animate-fade items-end justify-center bg-scrim sm:items-center sm:p-4"
    >
      <Modal className={cx('flex max-h-[min(92dvh,48rem)] w-full animate-rise outline-none', WIDTHS[size])}>
        <AriaDialog
          role={role}
          className="flex w-full flex-col rounded-t-2xl border border-line bg-raised shadow-dialog outline-none sm:rounded-2xl"
        >
          <header className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
            <Heading slot="title" className="text-lg font-semibold">
              {title}
            </Heading>
            <IconButton icon={X} label={t('common.close')} onPress={onClose} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
