import { useTranslation } from '../../i18n/useTranslation.ts'
import { Problem } from '../../api/problem.ts'
import { PRIORITIES } from '../../../../src/model/states.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { Table } from '../../ui/Table.tsx'
import { toast } from '../../ui/toast.tsx'
import { UsersRound } from 'lucide-react'

const NAMES = ['Maya Okafor', '王小明', 'Jonas Weber', '李静', 'Sofia Rossi'] as const
/** More than any page draws. */
const ROWS = Array.from({ length: 2000 }, (_, index) => ({
  id: String(index + 1),
  name: `${NAMES[index % NAMES.length]} ${index + 1}`,
  priority: PRIORITIES[index % PRIORITIES.length] ?? 'normal',
  rank: index % PRIORITIES.length,
  load: (index * 37) % 101,
}))

const still = { isFetching: false, refetch: () => {} }

export function Data() {
  const { t } = useTranslation()
  const nobody = <EmptyState icon={UsersRound} title={t('kit.nothing')} />
  return (
    <>
      <PageSection title={t('kit.table')}>
        <Table
          label={t('kit.table')}
          rows={ROWS}
          empty={t('kit.nothing')}
          actions={(chosen) => (
            <Button size="sm" onPress={() => toast.done(t('table.total', { count: chosen.length }))}>
              {t('kit.sayDone')}
            </Button>
          )}
          columns={[
            { id: 'name', title: t('contact.name'), show: ({ name }) => name, by: ({ name }) => name, width: '2fr' },
            {
              id: 'priority',
              title: t('conversation.priority'),
              show: ({ priority }) => t(`priority.${priority}`),
              by: ({ rank }) => rank,
            },
            { id: 'load', title: t('team.loadTitle'), show: ({ load }) => load, by: ({ load }) => load, numeric: true },
          ]}
        />
        <Table
          label={t('kit.nothing')}
          rows={[]}
          empty={t('kit.nothing')}
          columns={[{ id: 'name', title: t('contact.name'), show: () => '' }]}
        />
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
