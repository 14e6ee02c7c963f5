import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { keys } from '../../entities/keys.ts'
import { links } from '../../entities/agent/links.ts'
import { people } from '../../entities/agent/people.ts'
import { z } from 'zod'
import { newAgent } from '../../../../src/desk/web/forms.ts'
import type { Agent, Role } from '../../api/types.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useForm } from '../../ui/useForm.ts'
import { LinkDialog } from './LinkDialog.tsx'

export function AddAgentDialog({ me, onClose }: { me: Agent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const form = useForm({
    rules: newAgent.extend({ role: z.enum(ROLES) }),
    start: { name: '', email: '', role: 'agent' as Role },
    async save(one) {
      const agent = await people.addAgent(one)
      // They are there by now: what is missing can be made from the list.
      return { agent, link: await links.make(agent.id).catch(() => null) }
    },
    onSaved({ agent, link }) {
      void client.invalidateQueries({ queryKey: keys.agents })
      if (link) return
      toast.failed(t('links.notMade', { name: agent.name }))
      onClose()
    },
  })
  if (form.answer?.link) return <LinkDialog agent={form.answer.agent} link={form.answer.link} onClose={onClose} />
  return (
    <FormDialog title={t('team.add')} submit={t('links.add')} form={form} onClose={onClose}>
      <TextField {...form.field('name')} label={t('auth.name')} description={t('auth.nameHint')} isRequired autoFocus />
      <TextField {...form.field('email')} type="email" label={t('auth.email')} isRequired autoComplete="off" />
      <Select
        label={t('team.role')}
        description={t(`team.roleHints.${form.values.role}`)}
        choices={ROLES.filter((one) => atLeast(me.role, one))
          .toReversed()
          .map((id) => ({ id, label: t(`team.roles.${id}`) }))}
        {...form.field('role')}
      />
      <p className="text-xs text-muted">{t('links.hint')}</p>
    </FormDialog>
  )
}
