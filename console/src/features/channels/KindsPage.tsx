import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { BackLink } from '../../ui/BackLink.tsx'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { UnofficialBadge } from './Unofficial.tsx'
import { useLabel } from '../../entities/channel/useLabel.ts'

/** Which platform to connect. */
export function KindsPage() {
  const { t } = useTranslation()
  const label = useLabel()
  const kinds = useQuery(queries.kinds)
  return (
    <Page
      title={t('pages.addChannel')}
      lead={t('channels.addLead')}
      back={<BackLink to="/settings/channels">{t('pages.channels')}</BackLink>}
    >
      <QueryBoundary query={kinds}>
        {(all) => (
          <ul className="grid gap-3 sm:grid-cols-2">
            {all.map((kind) => (
              <li key={kind.kind}>
                <Link
                  to="/settings/channels/add/$kind"
                  params={{ kind: kind.kind }}
                  className="flex h-full items-start gap-3.5 rounded-xl border border-line p-4 hover:border-line-strong hover:bg-hover/50"
                >
                  <ChannelIcon kind={kind.kind} size="lg" />
                  <span className="flex min-w-0 flex-1 flex-col gap-1.5">
                    <span className="font-medium">{label(kind.label)}</span>
                    <span className="flex flex-wrap gap-1">
                      {Object.keys(kind.surfaces).map((surface) => (
                        <Badge key={surface}>{t(`surface.${surface as 'dm'}`)}</Badge>
                      ))}
                      {!kind.official && <UnofficialBadge />}
                    </span>
                    {kind.cost && <span className="text-xs text-muted">{label(kind.cost)}</span>}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </QueryBoundary>
    </Page>
  )
}
