import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../live/live.ts'
import { useMediaQuery, PHONE } from '../../lib/useMediaQuery.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { Announcer } from './Announcer.tsx'
import { ConnectionBanner } from './Connection.tsx'
import { nav, useNavOpen } from './nav.ts'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { Sidebar } from './Sidebar.tsx'

/** What stands around every page behind the door. */
export function Shell() {
  const { t } = useTranslation()
  const phone = useMediaQuery(PHONE)
  const open = useNavOpen()
  const { pathname } = useLocation()
  useLive()
  useEffect(() => nav.close(), [pathname])
  return (
    <div className="flex h-dvh flex-col bg-canvas">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('shell.skip')}
      </a>
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1">
        {phone ? (
          <Drawer label={t('shell.navigation')} side="left" isOpen={open} onClose={nav.close}>
            <Sidebar wide />
          </Drawer>
        ) : (
          <Sidebar />
        )}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <Announcer />
      <ShortcutHelp />
    </div>
  )
}
