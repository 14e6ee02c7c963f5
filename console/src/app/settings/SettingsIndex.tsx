import { Navigate } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { PHONE, useMediaQuery } from '../../lib/useMediaQuery.ts'
import { Page, PageBack } from '../../ui/Page.tsx'
import { PAGES } from '../pages.ts'
import { SettingsNav } from './SettingsNav.tsx'

/** On a phone the list of the settings is a page of its own; elsewhere it stands beside them, and the first is open. */
export function SettingsIndex() {
  const { t } = useTranslation()
  if (!useMediaQuery(PHONE)) return <Navigate to={PAGES.profile.path} replace />
  return (
    <PageBack value={null}>
      <Page title={t('pages.settings')}>
        <nav aria-label={t('pages.settings')} className="-mx-2">
          <SettingsNav />
        </nav>
      </Page>
    </PageBack>
  )
}
