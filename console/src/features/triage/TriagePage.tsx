import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { Button } from '../../ui/Button.tsx'
import { Page, PageSection } from '../../ui/Page.tsx'
import { bothOf, QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { NewRule } from './NewRule.tsx'
import { RuleList } from './RuleList.tsx'
import { TryMessage } from './TryMessage.tsx'

/** The rules that are asked of each message, in their order, and what they would make of one. */
export function TriagePage() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const rules = useQuery({ ...queries.triageRules, refetchOnMount: 'always' })
  const queues = useQuery(queries.queues)
  const [adding, add] = useState(false)
  const isAdmin = atLeast(me.role, 'admin')
  return (
    <Page
      title={t('pages.triage')}
      lead={t('triage.lead')}
      actions={
        isAdmin && (
          <Button variant="primary" onPress={() => add(true)}>
            <Plus aria-hidden />
            {t('triage.add')}
          </Button>
        )
      }
    >
      <PageSection title={t('triage.rules')} lead={t('triage.rulesLead')}>
        <QueryBoundary query={bothOf(rules, queues)}>
          {([all, places]) => <RuleList rules={all} queues={places} isAdmin={isAdmin} />}
        </QueryBoundary>
      </PageSection>
      <TryMessage />
      {adding && <NewRule onClose={() => add(false)} />}
    </Page>
  )
}
