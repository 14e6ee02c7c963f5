import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { CircleHelp, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { withWords } from '../../i18n/index.ts'
import { useOffer } from '../../lib/commands.ts'
import { lastDone, undoDone } from '../../lib/done.ts'
import { useHeldKeys } from '../../lib/heldKeys.ts'
import { useKeyboard } from '../../lib/keyboard.ts'
import { fetchLate, late, whenIdle } from '../../lib/late.ts'
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

// What the first screen can do without.
const NavDrawer = late(async () => (await import('./NavDrawer.tsx')).NavDrawer)
const GoingAway = late(async () => (await withWords('offers', import('../../features/offers/GoingAway.tsx'))).GoingAway, { keys: true })
const Offers = late(async () => (await withWords('offers', import('../../features/offers/Offers.tsx'))).Offers)
const Palette = late(async () => (await import('../palette/Palette.tsx')).Palette, { keys: true })
const ShortcutHelp = late(async () => (await import('./ShortcutHelp.tsx')).ShortcutHelp)

/** What stands around every page behind the door. */
export function Shell() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const phone = useMediaQuery(PHONE)
  const navOpen = useNavOpen()
  const [help, showHelp] = useState(false)
  const [leaving, leave] = useState(false)
  const [palette, showPalette] = useState(false)
  const [settled, settle] = useState(false)
  const { pathname } = useLocation()
  useLive()
  useOutboxRetries()
  const undoable = useStore(lastDone, (done) => done?.undo !== undefined)
  useHeldKeys()
  useKeyboard()
  useGoing()
  useSelf(() => leave(true))
  useOffer([
    { id: 'palette', run: () => showPalette(true) },
    { id: 'help', icon: CircleHelp, run: () => showHelp(true) },
    { id: 'undo', icon: Undo2, when: undoable, run: undoDone },
  ])
  useEffect(() => nav.close(), [pathname])
  useEffect(
    () =>
      whenIdle(() => {
        settle(true)
        void fetchLate(() => client.isFetching() > 0)
      }),
    [client],
  )
  return (
    <div className="flex h-dvh flex-col bg-canvas">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {t('shell.skip')}
      </a>
      <ConnectionBanner />
      {settled && <Offers />}
      <div className="flex min-h-0 flex-1">
        {!phone && <Sidebar />}
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 outline-none">
          <Outlet />
        </main>
      </div>
      <Announcer />
      {phone && navOpen && <NavDrawer />}
      {palette && <Palette onClose={() => showPalette(false)} />}
      {leaving && <GoingAway onClose={() => leave(false)} />}
      {help && <ShortcutHelp onClose={() => showHelp(false)} />}
    </div>
  )
}
