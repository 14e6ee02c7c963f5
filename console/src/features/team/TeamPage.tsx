import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queries } from '../../entities/queries.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Page } from '../../ui/Page.tsx'
import { AddAgentDialog } from './AddAgentDialog.tsx'
import { AgentRow } from './AgentRow.tsx'
import { HouseRules } from './HouseRules.tsx'

/** Everybody who answers. */
export function TeamPage() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const agents = useQuery({ ...queries.agents, refetchOnMount: 'always' })
  const [adding, add] = useState(false)
  return (
    <Page
      title={t('team.title')}
      lead={t('team.lead')}
      actions={
        <Button variant="primary" onPress={() => add(true)}>
          <UserPlus aria-hidden />
          {t('team.add')}
        </Button>
      }
    >
      {agents.isPending && <Skeleton className="h-40 rounded-xl" />}
      {agents.isError && (
        <Notice tone="danger" live>
          {explain(agents.error, t)}
        </Notice>
      )}
      <ul className="divide-y divide-line rounded-xl border border-line empty:hidden">
        {agents.data?.map((agent) => (
          <AgentRow key={agent.id} agent={agent} me={me} />
        ))}
      </ul>
      <HouseRules />
      {adding && <AddAgentDialog me={me} onClose={() => add(false)} />}
    </Page>
  )
}
