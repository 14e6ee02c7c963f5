import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from '../i18n/useTranslation.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'

/** Asks before a page with something unsaved is left, for another one of ours or for any other. */
export function LeaveGuard({ when }: { when: boolean }) {
  const { t } = useTranslation()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      title={t('form.leave')}
      action={t('form.leaveDo')}
      isOpen={status === 'blocked'}
      onConfirm={() => proceed?.()}
      onClose={() => reset?.()}
    >
      {t('form.leaveText')}
    </ConfirmDialog>
  )
}
