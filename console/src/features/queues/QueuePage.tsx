import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { bothOf, QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { NotFoundPage } from '../../ui/NotFoundPage.tsx'
import { ArchiveQueue } from './ArchiveQueue.tsx'
import { QueueFacts } from './QueueFacts.tsx'
import { QueueForm } from './QueueForm.tsx'

const route = getRouteApi('/app/pages/settings/queues/$id')

/** One queue: an admin sets it up, others read how it is. */
export function QueuePage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: me } = useSuspenseQuery(queries.me)
  const queues = useQuery(queries.queues)
  const team = useQuery(queries.agents)
  const skills = useQuery(queries.skills)
  const queue = queues.data?.find((one) => one.id === id)
  if (queues.data && !queue) return <NotFoundPage />
  return (
    <Page title={queue?.name ?? t('pages.queues')} back={<BackLink to="/settings/queues">{t('pages.queues')}</BackLink>}>
      <QueryBoundary query={bothOf(queues, bothOf(team, skills))}>
        {([all, [agents, known]]) =>
          queue &&
          (atLeast(me.role, 'admin') ? (
            <>
              <QueueForm key={id} queue={queue} queues={all} agents={agents} skills={known} />
              <ArchiveQueue queue={queue} queues={all} />
            </>
          ) : (
            <QueueFacts queue={queue} queues={all} agents={agents} skills={known} />
          ))
        }
      </QueryBoundary>
    </Page>
  )
}
