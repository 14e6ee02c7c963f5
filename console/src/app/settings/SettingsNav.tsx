import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { pagesOf } from '../pages.ts'
import { NavItem } from '../shell/NavItem.tsx'

/** The pages of the settings that this agent may open. */
export function SettingsNav() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const pages = pagesOf(me.role)
  return (['me', 'workspace'] as const).map((group) => {
    const own = pages.filter((page) => page.group === group)
    return (
      own.length > 0 && (
        <section key={group} className="mb-5">
          <h2 className="px-2 pb-1 text-2xs font-medium text-faint">{t(group === 'me' ? 'settings.me' : 'shell.workspace')}</h2>
          <ul className="flex flex-col gap-px">
            {own.map(({ path, icon, title }) => (
              <li key={path}>
                <NavItem to={path} icon={icon} label={t(title)} rail={false} />
              </li>
            ))}
          </ul>
        </section>
      )
    )
  })
}
