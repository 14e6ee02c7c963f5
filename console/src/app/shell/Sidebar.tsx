import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Gauge, Settings } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { VIEWS } from '../../api/types.ts'
import { useMediaQuery } from '../../lib/useMediaQuery.ts'
import { cx } from '../../ui/cx.ts'
import { Logo } from '../../ui/Logo.tsx'
import { AgentButton } from './AgentButton.tsx'
import { ConnectionState } from './Connection.tsx'
import { NavItem } from './NavItem.tsx'
import { SavedItem, ViewItem } from './ViewItem.tsx'

/** With words where there is room (or `wide`), otherwise a rail of icons. */
export function Sidebar({ wide = false }: { wide?: boolean }) {
  const { t } = useTranslation()
  const roomy = useMediaQuery('(min-width: 72rem)')
  const { data: me } = useSuspenseQuery(queries.me)
  const { data: saved = [] } = useQuery(queries.views)
  const rail = !wide && !roomy
  return (
    <nav
      aria-label={t('shell.navigation')}
      className={cx('flex h-full shrink-0 flex-col bg-canvas', wide ? 'w-full' : rail ? 'w-14' : 'w-56')}
    >
      <div className={cx('flex h-13 items-center gap-2.5', rail ? 'justify-center' : 'px-4')}>
        <Logo className="size-7" />
        {!rail && <span className="text-base font-semibold tracking-tight">{t('shell.brand')}</span>}
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-2 pt-2">
        <section>
          {!rail && <h2 className="px-2 pb-1 text-2xs font-medium text-faint">{t('shell.inbox')}</h2>}
          <ul className="flex flex-col gap-px">
            {VIEWS.map((view) => (
              <li key={view}>
                <ViewItem view={view} rail={rail} />
              </li>
            ))}
          </ul>
        </section>
        {saved.length > 0 && (
          <section>
            {!rail && <h2 className="px-2 pb-1 text-2xs font-medium text-faint">{t('views.saved')}</h2>}
            <ul className={cx('flex flex-col gap-px', rail && 'border-t border-line pt-4')}>
              {saved.map((view) => (
                <li key={view.id}>
                  <SavedItem view={view} rail={rail} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={cx('flex flex-col gap-1 p-2', rail && 'items-center')}>
        <ConnectionState rail={rail} />
        {atLeast(me.role, 'supervisor') && <NavItem to="/wall" icon={Gauge} label={t('pages.wall')} rail={rail} />}
        <NavItem to="/settings" icon={Settings} label={t('pages.settings')} rail={rail} />
        <AgentButton me={me} rail={rail} />
      </div>
    </nav>
  )
}
