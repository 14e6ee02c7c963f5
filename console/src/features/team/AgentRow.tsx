import { useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../entities/keys.ts'
import { links } from '../../entities/agent/links.ts'
import type { AgentChange } from '../../entities/agent/people.ts'
import { people } from '../../entities/agent/people.ts'
import type { Agent } from '../../api/types.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Badge, Dot } from '../../ui/Badge.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { PRESENCE_TONES } from '../../entities/agent/presence.ts'
import { CapacityDialog } from './CapacityDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'

export function AgentRow({ agent, me }: { agent: Agent; me: Agent }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [dialog, show] = useState<'disable' | 'capacity' | 'link' | null>(null)
  const save = (next: AgentChange) => people.changeAgent(agent.id, next).then(changed)
  const changed = (one: Agent): void => {
    client.setQueryData<Agent[]>(keys.agents, (all) => all?.map((other) => (other.id === one.id ? one : other)))
    show(null)
    toast.done(t('team.changed', { name: agent.name }))
  }
  const change = useCommand({ run: save })
  const link = useCommand({ run: () => links.make(agent.id), onDone: () => show('link') })
  const mayChange = atLeast(me.role, 'admin') && atLeast(me.role, agent.role)
  return (
    <li className={cx('flex items-center gap-3 px-4 py-3', agent.disabled && 'opacity-60')}>
      <span className="relative">
        <Avatar name={agent.name} seed={agent.id} size="md" />
        {!agent.disabled && (
          <Dot tone={PRESENCE_TONES[agent.presence]} className="absolute -right-0.5 -bottom-0.5 size-2.5 border-2 border-surface" />
        )}
      </span>
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{agent.name}</span>
          {agent.id === me.id && <Badge>{t('team.you')}</Badge>}
          {agent.invited && !agent.disabled && <Badge>{t('links.invited')}</Badge>}
          {agent.disabled && <Badge tone="danger">{t('team.disabled')}</Badge>}
        </span>
        <span className="truncate text-sm text-muted">{agent.email}</span>
      </div>
      <span className="hidden flex-col items-end text-sm sm:flex">
        <span>{t(`team.roles.${agent.role}`)}</span>
        <span className="text-xs text-muted tabular-nums">
          {t(`presence.${agent.presence}`)} · {t('common.load', { load: agent.load, capacity: agent.capacity })}
        </span>
      </span>
      <Menu
        label={t('team.actions', { name: agent.name })}
        placement="bottom end"
        trigger={<IconButton size="sm" icon={Ellipsis} label={t('team.actions', { name: agent.name })} isDisabled={!mayChange} />}
      >
        <MenuSection title={t('team.role')}>
          {ROLES.filter((role) => atLeast(me.role, role))
            .toReversed()
            .map((role) => (
              <MenuItem
                key={role}
                label={t(`team.roles.${role}`)}
                chosen={agent.role === role}
                onAction={() => agent.role !== role && change.run({ role })}
              />
            ))}
        </MenuSection>
        <MenuSeparator />
        <MenuItem label={t('team.setCapacity')} onAction={() => show('capacity')} />
        {agent.id !== me.id && !agent.disabled && (
          <MenuItem label={t(agent.invited ? 'links.invite' : 'links.make')} onAction={() => link.run()} />
        )}
        {agent.id !== me.id && (
          <MenuItem
            label={t(agent.disabled ? 'team.enable' : 'team.disable')}
            danger={!agent.disabled}
            onAction={() => (agent.disabled ? change.run({ disabled: false }) : show('disable'))}
          />
        )}
      </Menu>
      <ConfirmDialog
        title={t('team.disableTitle', { name: agent.name })}
        action={t('team.disable')}
        isOpen={dialog === 'disable'}
        isPending={change.isPending}
        onConfirm={() => change.run({ disabled: true })}
        onClose={() => show(null)}
      >
        {t('team.disableText')}
      </ConfirmDialog>
      {dialog === 'link' && link.answer && <LinkDialog agent={agent} link={link.answer} onClose={() => show(null)} />}
      {dialog === 'capacity' && (
        <CapacityDialog capacity={agent.capacity} onSave={(capacity) => save({ capacity })} onClose={() => show(null)} />
      )}
    </li>
  )
}
