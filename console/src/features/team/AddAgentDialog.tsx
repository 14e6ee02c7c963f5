import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-aria-components/Form'
import { keys } from '../../entities/keys.ts'
import { links } from '../../entities/agent/links.ts'
import { people } from '../../entities/agent/people.ts'
import { useCommand } from '../../entities/useCommand.ts'
import type { Agent, Role } from '../../api/types.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { fieldOf } from '../../lib/fields.ts'
import { LinkDialog } from './LinkDialog.tsx'

const FORM = 'agent-form'

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
    <Dialog
      title={t('team.add')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isPending={add.isPending}>
            {t('links.add')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          add.run(new FormData(event.currentTarget))
        }}
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
        {add.error && (
          <Notice tone="danger" live>
            {explain(add.error, t)}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
