import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { KeyTable } from './KeyTable.tsx'
import { NewKey } from './NewKey.tsx'

/** Keys with which programs act for this agent; an admin sees those of everybody. */
export function KeysPage() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const list = useQuery(queries.apiKeys)
  return (
    <Page title={t('pages.keys')} lead={t(atLeast(me.role, 'admin') ? 'apiKeys.leadAdmin' : 'apiKeys.lead')}>
      <NewKey />
      <QueryBoundary query={list}>{(all) => <KeyTable apiKeys={all} me={me} />}</QueryBoundary>
    </Page>
  )
}
