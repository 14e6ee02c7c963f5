import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue } from '../../entities/agent/people.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { Table } from '../../ui/Table.tsx'
import { NewQueue } from './NewQueue.tsx'

/** Where conversations wait: how many, how they find their agents, and who these are. */
export function QueuesPage() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const queues = useQuery({ ...queries.queues, refetchOnMount: 'always', refetchInterval: 15_000 })
  const [adding, add] = useState(false)
  return (
    <Page
      title={t('pages.queues')}
      lead={t('queues.lead')}
      actions={
        atLeast(me.role, 'admin') && (
          <Button variant="primary" onPress={() => add(true)}>
            <Plus aria-hidden />
            {t('queues.add')}
          </Button>
        )
      }
    >
      <QueryBoundary query={queues}>{(all) => <QueueTable queues={all} />}</QueryBoundary>
      {adding && <NewQueue onClose={() => add(false)} />}
    </Page>
  )
}

function QueueTable({ queues }: { queues: readonly Queue[] }) {
  const { t } = useTranslation()
  return (
    <Table<Queue>
      label={t('pages.queues')}
      rows={queues}
      empty={t('kit.nothing')}
      rowHeight={52}
      columns={[
        {
          id: 'name',
          title: t('queues.name'),
          show: ({ id, name, isDefault }) => (
            <span className="flex min-w-0 items-center gap-2">
              <Link
                to="/settings/queues/$id"
                params={{ id }}
                className="tap truncate rounded font-medium text-accent-ink underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              {isDefault && <Badge>{t('queues.default')}</Badge>}
            </span>
          ),
          by: ({ name }) => name,
          width: '2fr',
        },
        { id: 'mode', title: t('queues.modeTitle'), show: ({ mode }) => t(`queues.modes.${mode}`), by: ({ mode }) => mode },
        {
          id: 'members',
          title: t('queues.members'),
          show: ({ members }) => (members === null ? t('queues.everybody') : t('queues.memberCount', { count: members.length })),
          by: ({ members }) => members?.length ?? Infinity,
        },
        {
          id: 'waiting',
          title: t('queues.waiting'),
          show: ({ waiting }) => t('queues.waitingCount', { count: waiting }),
          by: ({ waiting }) => waiting,
          numeric: true,
        },
      ]}
    />
  )
}
