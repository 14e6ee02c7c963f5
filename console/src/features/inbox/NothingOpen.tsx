import { MessagesSquare } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { keyLabel } from '../../lib/commands.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

export function NothingOpen() {
  const { t } = useTranslation()
  return (
    <div className="flex-1">
      <EmptyState
        icon={MessagesSquare}
        title={t('inbox.nothingOpen')}
        action={
          <p className="flex items-center gap-1.5 text-xs text-muted">
            <Kbd>{keyLabel('next')}</Kbd>
            <Kbd>{keyLabel('previous')}</Kbd>
            {t('inbox.moveHint')}
            <Kbd>{keyLabel('help')}</Kbd>
            {t('inbox.helpHint')}
          </p>
        }
      >
        {t('inbox.nothingOpenHint')}
      </EmptyState>
    </div>
  )
}
