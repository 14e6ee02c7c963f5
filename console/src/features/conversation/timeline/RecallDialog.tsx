import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Message } from '../../../api/types.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { useRecall } from '../../../entities/message/useRecall.ts'

/** Asks before a message is taken back. */
export function RecallDialog({ message, onClose, onDone }: { message: Message; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const recall = useRecall()
  return (
    <ConfirmDialog
      title={t('recall.title')}
      action={t('recall.do')}
      isOpen
      onConfirm={() => {
        onClose()
        recall(message)
        onDone()
      }}
      onClose={onClose}
    >
      <p>{t('recall.text')}</p>
      {message.text && <p className="mt-3 line-clamp-3 border-l-2 border-line-strong pl-2 text-ink">{message.text}</p>}
    </ConfirmDialog>
  )
}
