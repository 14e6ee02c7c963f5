import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { buttonClass } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <main className="h-full flex-1">
      <EmptyState
        whole
        icon={Compass}
        title={t('shell.notFound.title')}
        action={
          <Link to="/inbox/$view" params={{ view: 'mine' }} className={buttonClass('secondary')}>
            {t('shell.notFound.back')}
          </Link>
        }
      >
        {t('shell.notFound.text')}
      </EmptyState>
    </main>
  )
}
