import { Outlet } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { PHONE, useMediaQuery } from '../../lib/useMediaQuery.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageBack } from '../../ui/Page.tsx'
import { SettingsNav } from './SettingsNav.tsx'

/** Around every page of the settings: their list beside it, or on a phone the way back to it. */
export function SettingsShell() {
  const { t } = useTranslation()
  const phone = useMediaQuery(PHONE)
  return (
    <div className="flex min-w-0 flex-1">
      {!phone && (
        <nav aria-label={t('pages.settings')} className="w-44 shrink-0 overflow-y-auto py-4 pr-3 lg:w-52">
          <SettingsNav />
        </nav>
      )}
      <PageBack value={phone && <BackLink to="/settings">{t('pages.settings')}</BackLink>}>
        <Outlet />
      </PageBack>
    </div>
  )
}
