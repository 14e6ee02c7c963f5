import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { links } from '../../entities/agent/links.ts'
import type { AgentChange } from '../../entities/agent/people.ts'
import type { Agent } from '../../api/types.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { CapacityDialog } from './CapacityDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { SkillsDialog } from './SkillsDialog.tsx'
import { useChangeAgent } from './useChangeAgent.ts'

/** What an admin does with somebody; nothing with those who stand above. */
export function AgentActions({ agent, me }: { agent: Agent; me: Agent }) {
  const { t } = useTranslation()
  const [dialog, show] = useState<'disable' | 'capacity' | 'skills' | 'link' | null>(null)
  const save = useChangeAgent()
  const change = useCommand({
    run: (next: AgentChange) => save(agent.id, next),
    onDone() {
      show(null)
      toast.done(t('team.changed', { name: agent.name }))
    },
  })
  const link = useCommand({ run: () => links.make(agent.id), onDone: () => show('link') })
  return (
    <>
      <Menu
        label={t('team.actions', { name: agent.name })}
        placement="bottom end"
        trigger={
          <IconButton
            size="sm"
            icon={Ellipsis}
            label={t('team.actions', { name: agent.name })}
            isDisabled={!atLeast(me.role, agent.role)}
          />
        }
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
        <MenuItem label={t('team.setSkills')} onAction={() => show('skills')} />
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
      {dialog === 'skills' && <SkillsDialog agent={agent} onSave={(skills) => save(agent.id, { skills })} onClose={() => show(null)} />}
      {dialog === 'capacity' && (
        <CapacityDialog capacity={agent.capacity} onSave={(capacity) => save(agent.id, { capacity })} onClose={() => show(null)} />
      )}
    </>
  )
}
