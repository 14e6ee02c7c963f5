import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { AddAgentDialog } from './AddAgentDialog.tsx'
import { AgentTable } from './AgentTable.tsx'
import { HouseRules } from './HouseRules.tsx'

/** Everybody who answers. */
export function TeamPage() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const agents = useQuery({ ...queries.agents, refetchOnMount: 'always' })
  const admin = atLeast(me.role, 'admin')
  const [adding, add] = useState(false)
  return (
    <Page
      wide
      title={t('pages.team')}
      lead={t('team.lead')}
      actions={
        admin && (
          <Button variant="primary" onPress={() => add(true)}>
            <UserPlus aria-hidden />
            {t('team.add')}
          </Button>
        )
      }
    >
      <QueryBoundary query={agents}>{(all) => <AgentTable agents={all} me={me} />}</QueryBoundary>
      {admin && <HouseRules />}
      {adding && <AddAgentDialog me={me} onClose={() => add(false)} />}
    </Page>
  )
}
