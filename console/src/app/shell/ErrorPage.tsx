import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { CloudOff, TriangleAlert } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { asProblem, isPassing } from '../../api/problem.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** What is shown in place of a page, or a part of one, that failed. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const passing = isPassing(asProblem(error))
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <div role="alert" className="h-full flex-1">
      <EmptyState
        icon={passing ? CloudOff : TriangleAlert}
        title={t(passing ? 'shell.error.unreachable' : 'shell.error.title')}
        action={<Button onPress={again}>{t('common.tryAgain')}</Button>}
      >
        {explain(error, t)}
      </EmptyState>
    </div>
  )
}
