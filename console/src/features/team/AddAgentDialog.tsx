import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../entities/keys.ts'
import { links } from '../../entities/agent/links.ts'
import { people } from '../../entities/agent/people.ts'
import { useCommand } from '../../entities/useCommand.ts'
import type { Agent, Role } from '../../api/types.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { fieldOf } from '../../lib/fields.ts'
import { LinkDialog } from './LinkDialog.tsx'

export function AddAgentDialog({ me, onClose }: { me: Agent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('agent')
  const add = useCommand({
    saysWhy: true,
    async run(form: FormData) {
      const agent = await people.addAgent({ name: fieldOf(form, 'name').trim(), email: fieldOf(form, 'email').trim(), role })
      // They are there by now: what is missing can be made from the list.
      return { agent, link: await links.make(agent.id).catch(() => null) }
    },
    onDone({ agent, link }) {
      void client.invalidateQueries({ queryKey: keys.agents })
      if (link) return
      toast.failed(t('links.notMade', { name: agent.name }))
      onClose()
    },
  })
  if (add.answer?.link) return <LinkDialog agent={add.answer.agent} link={add.answer.link} onClose={onClose} />
  return (
    <FormDialog
      title={t('team.add')}
      submit={t('links.add')}
      isPending={add.isPending}
      error={add.error}
      onSubmit={(form) => add.run(form)}
      onClose={onClose}
    >
      <TextField name="name" label={t('auth.name')} description={t('auth.nameHint')} isRequired autoFocus maxLength={100} />
      <TextField name="email" type="email" label={t('auth.email')} isRequired autoComplete="off" />
      <Select
        label={t('team.role')}
        description={t(`team.roleHints.${role}`)}
        choices={ROLES.filter((one) => atLeast(me.role, one))
          .toReversed()
          .map((id) => ({ id, label: t(`team.roles.${id}`) }))}
        value={role}
        onChange={setRole}
      />
      <p className="text-xs text-muted">{t('links.hint')}</p>
    </FormDialog>
  )
}
