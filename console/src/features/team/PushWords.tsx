import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { pushes } from '../../entities/agent/push.ts'
import { keys } from '../../entities/keys.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** Whether what customers say leaves the house with what closed browsers are told. */
export function PushWords() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery({ queryKey: keys.push, queryFn: pushes.state })
  const change = useCommand({ run: pushes.words, onDone: () => client.invalidateQueries({ queryKey: keys.push }) })
  return (
    <QueryBoundary query={query}>
      {({ words }) => (
        <Switch
          label={t('houseRules.pushWords')}
          description={t('houseRules.pushWordsHint')}
          isSelected={words}
          onChange={(allowed) => change.run(allowed)}
        />
      )}
    </QueryBoundary>
  )
}
