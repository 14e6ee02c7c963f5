import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../api/problem.ts'
import { queries } from '../../entities/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { Table } from '../../ui/Table.tsx'
import { UsersRound } from 'lucide-react'

const still = { isFetching: false, refetch: () => {} }

export function Data() {
  const { t } = useTranslation()
  const agents = useQuery(queries.agents)
  const nobody = <EmptyState icon={UsersRound} title={t('kit.nothing')} />
  return (
    <>
      <PageSection title={t('kit.table')}>
        <QueryBoundary query={agents}>
          {(rows) => (
            <Table
              label={t('pages.team')}
              rows={rows}
              empty={t('kit.nothing')}
              columns={[
                { id: 'name', title: t('contact.name'), show: ({ name }) => name, by: ({ name }) => name },
                { id: 'role', title: t('team.role'), show: ({ role }) => t(`team.roles.${role}`), by: ({ role }) => role },
                { id: 'load', title: t('team.capacity'), show: ({ capacity }) => capacity, by: ({ capacity }) => capacity, numeric: true },
              ]}
            />
          )}
        </QueryBoundary>
      </PageSection>
      <PageSection title={t('kit.fetched')}>
        <QueryBoundary query={{ ...still, data: undefined, error: null }}>{() => null}</QueryBoundary>
        <QueryBoundary query={{ ...still, data: undefined, error: new Problem('no-answer', 0) }}>{() => null}</QueryBoundary>
        <QueryBoundary query={{ ...still, data: [1], error: new Problem('no-answer', 0) }}>{() => <p>{t('kit.lead')}</p>}</QueryBoundary>
        <QueryBoundary query={{ ...still, data: [], error: null }} empty={{ when: (all) => all.length === 0, show: nobody }}>
          {() => null}
        </QueryBoundary>
      </PageSection>
    </>
  )
}
