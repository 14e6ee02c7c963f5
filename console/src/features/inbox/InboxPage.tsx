import { getRouteApi, Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useMediaQuery, PHONE } from '../../lib/useMediaQuery.ts'
import { cx } from '../../ui/cx.ts'
import { DoneLine } from '../../ui/DoneLine.tsx'
import { ListPane } from './ListPane.tsx'

const route = getRouteApi('/app/inbox/$view')

/** The list and what is open beside it; on a phone one of the two. */
export function InboxPage() {
  const { t } = useTranslation()
  const { view } = route.useParams()
  const { id } = useParams({ strict: false })
  const phone = useMediaQuery(PHONE)
  return (
    <div className="flex min-w-0 flex-1 md:py-2 md:pr-2">
      <div className="relative flex min-w-0 flex-1 overflow-hidden border-line bg-surface md:rounded-xl md:border md:shadow-raised">
        {phone && id !== undefined && <h1 className="sr-only">{t(`inbox.views.${view}`)}</h1>}
        {(!phone || id === undefined) && (
          <div className={cx('flex min-w-0 shrink-0 flex-col', phone ? 'w-full' : 'w-76 border-r border-line xl:w-88')}>
            <ListPane key={view} view={view} openId={id} />
          </div>
        )}
        {id === undefined && (
          <div className={cx('absolute right-0', phone ? 'top-24 left-0' : 'top-0 left-76 xl:left-88')}>
            <DoneLine />
          </div>
        )}
        {(!phone || id !== undefined) && (
          <div className="flex min-w-0 flex-1">
            <Outlet />
          </div>
        )}
      </div>
    </div>
  )
}
