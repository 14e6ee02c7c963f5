import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { type HouseRules as Rules, access } from '../../entities/agent/access.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import { useCommand } from '../../entities/useCommand.ts'
import type { Role } from '../../api/types.ts'
import { Select } from '../../ui/Select.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { PushWords } from './PushWords.tsx'

const LEAST = ['agent', 'supervisor', 'admin'] as const satisfies readonly Role[]

/** What every agent may unless it is left to some. */
export function HouseRules() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery(queries.rules)
  const change = useCommand({
    run: (next: Partial<Rules>) => access.changeRules(next),
    onDone: (next) => client.setQueryData(keys.rules, next),
  })
  return (
    <PageSection title={t('houseRules.title')} lead={t('houseRules.lead')}>
      <QueryBoundary query={query}>
        {(rules) =>
          (['mergeContacts', 'raiseUnassigned'] as const).map((rule) => (
            <Select
              key={rule}
              label={t(`houseRules.${rule}`)}
              choices={LEAST.map((id) => ({ id, label: t(`houseRules.least.${id}`) }))}
              value={rules[rule] === 'owner' ? 'admin' : rules[rule]}
              onChange={(role) => change.run({ [rule]: role })}
              className="max-w-xs"
            />
          ))
        }
      </QueryBoundary>
      <PushWords />
    </PageSection>
  )
}
