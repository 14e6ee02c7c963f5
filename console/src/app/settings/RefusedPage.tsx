import { Lock } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import type { Page as Listed } from '../pages.ts'

/** In place of a page that one's role does not show. */
export function RefusedPage({ role, title }: Pick<Listed, 'role' | 'title'>) {
  const { t } = useTranslation()
  return (
    <Page title={t(title)}>
      <EmptyState icon={Lock} title={t('settings.refused', { role: t(`team.roles.${role}`) })}>
        {t('settings.refusedText')}
      </EmptyState>
    </Page>
  )
}
