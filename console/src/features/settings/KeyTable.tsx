import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent } from '../../api/types.ts'
import type { ApiKey } from '../../entities/agent/access.ts'
import { useLocale } from '../../lib/ticking.ts'
import { dateAndTime } from '../../lib/time.ts'
import { Table } from '../../ui/Table.tsx'
import { DeleteKey } from './DeleteKey.tsx'

/** Keys: whose, what for and until when. */
export function KeyTable({ apiKeys, me }: { apiKeys: readonly ApiKey[]; me: Agent }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const what = ({ scopes }: ApiKey): string =>
    scopes === null ? t('apiKeys.everything') : scopes.map((scope) => t(`apiKeys.scopeNames.${scope}`)).join(', ')
  const endOf = ({ expiresAt }: ApiKey): number => (expiresAt === null ? Infinity : Date.parse(expiresAt))
  const others = apiKeys.some(({ agent }) => agent.id !== me.id)
  const whose = { id: 'agent', title: t('apiKeys.agent'), show: ({ agent }: ApiKey) => agent.name, by: ({ agent }: ApiKey) => agent.name }
  return (
    <Table
      label={t('pages.keys')}
      rows={apiKeys}
      empty={t('apiKeys.none')}
      rowHeight={52}
      columns={[
        {
          id: 'name',
          title: t('apiKeys.key'),
          show: ({ name, start }) => (
            <span className="flex min-w-0 flex-col">
              <span className="truncate font-medium">{name}</span>
              <code className="truncate font-mono text-xs text-muted">{start}…</code>
            </span>
          ),
          by: ({ name }) => name ?? '',
        },
        ...(others ? [whose] : []),
        { id: 'scopes', title: t('apiKeys.scopes'), show: what, by: what },
        {
          id: 'end',
          title: t('apiKeys.end'),
          show: (key) => (key.expiresAt === null ? t('apiKeys.lives.ever') : dateAndTime(endOf(key), locale)),
          by: endOf,
        },
        { id: 'delete', title: t('table.actions'), show: (key) => <DeleteKey apiKey={key} />, numeric: true, width: 84, always: true },
      ]}
    />
  )
}
