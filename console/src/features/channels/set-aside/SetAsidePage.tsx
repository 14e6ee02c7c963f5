import { useInfiniteQuery } from '@tanstack/react-query'
import { PackageCheck } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { queries } from '../../../entities/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Page } from '../../../ui/Page.tsx'
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx'
import { SetAsideCard } from './SetAsideCard.tsx'

/** What platforms sent and could not be taken in: to be tried again, or to be thrown away. */
export function SetAsidePage() {
  const { t } = useTranslation()
  const list = useInfiniteQuery({ ...queries.setAside, refetchOnMount: 'always' })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <Page title={t('pages.setAside')} lead={t('setAside.lead')}>
      <QueryBoundary
        query={{ ...list, data: items }}
        empty={{
          when: (all) => all.length === 0,
          show: (
            <EmptyState icon={PackageCheck} title={t('setAside.none')}>
              {t('setAside.noneText')}
            </EmptyState>
          ),
        }}
      >
        {(all) => (
          <ul aria-label={t('pages.setAside')} className="flex flex-col gap-2">
            {all.map((one) => (
              <li key={one.id}>
                <SetAsideCard one={one} />
              </li>
            ))}
          </ul>
        )}
      </QueryBoundary>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage} className="self-center">
          {t('setAside.more')}
        </Button>
      )}
    </Page>
  )
}
