import { Outlet, useLocation } from '@tanstack/react-router'
import { CircleHelp, Undo2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffer } from '../../lib/commands.ts'
import { lastDone, undoDone } from '../../lib/done.ts'
import { useKeyboard } from '../../lib/keyboard.ts'
import { useStore } from '../../lib/store.ts'
import { useMediaQuery, PHONE } from '../../lib/useMediaQuery.ts'
import { useLive } from '../../entities/live.ts'
import { useOutboxRetries } from '../../entities/message/useOutbox.ts'
import { useGoing } from '../useGoing.ts'
import { useSelf } from '../useSelf.ts'
import { Announcer } from './Announcer.tsx'
import { ConnectionBanner } from './Connection.tsx'
import { nav, useNavOpen } from '../../ui/nav.ts'
import { Sidebar } from './Sidebar.tsx'

// What most visits never open is not part of the first load.
const NavDrawer = lazy(async () => ({ default: (await import('./NavDrawer.tsx')).NavDrawer }))
const loadPalette = async () => ({ default: (await import('../palette/Palette.tsx')).Palette })
const Palette = lazy(loadPalette)
const ShortcutHelp = lazy(async () => ({ default: (await import('./ShortcutHelp.tsx')).ShortcutHelp }))

/** When the page has settled, in ms. */
const FETCH_PALETTE_AFTER = 3000

/** What stands around every page behind the door. */
export function Shell() {
  const { t } = useTranslation()
  const phone = useMediaQuery(PHONE)
  const navOpen = useNavOpen()
  const [help, showHelp] = useState(false)
  const [palette, showPalette] = useState(false)
  const { pathname } = useLocation()
  useLive()
  useOutboxRetries()
  const undoable = useStore(lastDone, (done) => done?.undo !== undefined)
  useKeyboard()
  useGoing()
  useSelf()
  useOffer([
    { id: 'palette', run: () => showPalette(true) },
    { id: 'help', icon: CircleHelp, run: () => showHelp(true) },
    { id: 'undo', icon: Undo2, when: undoable, run: undoDone },
  ])
  useEffect(() => nav.close(), [pathname])
  // Who opens it types at once: by then it should be there.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => {}), FETCH_PALETTE_AFTER)
    return () => clearTimeout(timer)
  }, [])
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
        {!phone && <Sidebar />}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <Announcer />
      <Suspense>
        {phone && navOpen && <NavDrawer />}
        {palette && <Palette onClose={() => showPalette(false)} />}
        {help && <ShortcutHelp onClose={() => showHelp(false)} />}
      </Suspense>
    </div>
  )
}
