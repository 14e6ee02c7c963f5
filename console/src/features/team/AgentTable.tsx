import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { atLeast, PRESENCES, ROLES } from '../../../../src/desk/web/roles.ts'
import type { Agent } from '../../api/types.ts'
import { Button } from '../../ui/Button.tsx'
import type { TableColumn } from '../../ui/columns.tsx'
import { Table } from '../../ui/Table.tsx'
import { AgentActions } from './AgentActions.tsx'
import { AgentName } from './AgentName.tsx'
import { CapacityDialog } from './CapacityDialog.tsx'
import { useChangeAgent } from './useChangeAgent.ts'

/** Everybody, by name, role, presence or load; admins change one or several. */
export function AgentTable({ agents, me }: { agents: readonly Agent[]; me: Agent }) {
  const { t } = useTranslation()
  const admin = atLeast(me.role, 'admin')
  return (
    <Table<Agent>
      label={t('pages.team')}
      rows={agents}
      empty={t('kit.nothing')}
      rowHeight={56}
      {...(admin && { actions: (chosen) => <Chosen agents={chosen.filter(({ role }) => atLeast(me.role, role))} /> })}
      columns={[
        {
          id: 'name',
          title: t('auth.name'),
          show: (agent) => <AgentName agent={agent} mine={agent.id === me.id} />,
          by: ({ name }) => name,
          width: '2fr',
        },
        { id: 'role', title: t('team.role'), show: ({ role }) => t(`team.roles.${role}`), by: ({ role }) => ROLES.indexOf(role) },
        {
          id: 'presence',
          title: t('shell.presence'),
          show: ({ presence }) => t(`presence.${presence}`),
          by: ({ presence }) => PRESENCES.indexOf(presence),
        },
        {
          id: 'skills',
          title: t('team.skills'),
          show: ({ skills }) => (
            <span className="truncate">{skills.map(({ name, level }) => t('team.skill', { name, level })).join(', ')}</span>
          ),
        },
        {
          id: 'load',
          title: t('team.loadTitle'),
          show: ({ load, capacity }) => t('common.load', { load, capacity }),
          by: ({ load }) => load,
          numeric: true,
        },
        ...(admin
          ? [
              {
                id: 'actions',
                title: t('table.actions'),
                show: (agent: Agent) => <AgentActions agent={agent} me={me} />,
                numeric: true,
                width: 84,
                always: true,
              } satisfies TableColumn<Agent>,
            ]
          : []),
      ]}
    />
  )
}

function Chosen({ agents }: { agents: readonly Agent[] }) {
  const { t } = useTranslation()
  const [asking, ask] = useState(false)
  const save = useChangeAgent()
  return (
    <>
      <Button size="sm" onPress={() => ask(true)} isDisabled={agents.length === 0}>
        {t('team.setCapacity')}
      </Button>
      {asking && (
        <CapacityDialog
          capacity={agents[0]?.capacity ?? 0}
          onSave={(capacity) => Promise.all(agents.map(({ id }) => save(id, { capacity })))}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}
