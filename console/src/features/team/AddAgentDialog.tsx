import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-aria-components/Form'
import { keys } from '../../entities/keys.ts'
import { people } from '../../entities/agent/people.ts'
import type { Agent, Role } from '../../api/types.ts'
import { atLeast, ROLES } from '../../../../src/desk/web/roles.ts'
import { explain } from '../../lib/errors.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { fieldOf, MIN_PASSWORD } from '../../lib/fields.ts'

const FORM = 'agent-form'

export function AddAgentDialog({ me, onClose }: { me: Agent; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [role, setRole] = useState<Role>('agent')
  const add = useMutation({
    mutationFn: (form: FormData) =>
      people.addAgent({
        name: fieldOf(form, 'name').trim(),
        email: fieldOf(form, 'email').trim(),
        password: fieldOf(form, 'password'),
        role,
      }),
    onSuccess(agent) {
      void client.invalidateQueries({ queryKey: keys.agents })
      toast.done(t('team.added', { name: agent.name }))
      onClose()
    },
  })
  return (
    <Dialog
      title={t('team.add')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isPending={add.isPending}>
            {t('team.addDo')}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(new FormData(event.currentTarget))
        }}
      >
        <TextField name="name" label={t('auth.name')} description={t('auth.nameHint')} isRequired autoFocus maxLength={100} />
        <TextField name="email" type="email" label={t('auth.email')} isRequired autoComplete="off" />
        <TextField
          name="password"
          type="password"
          label={t('team.password')}
          description={t('team.passwordHint', { min: MIN_PASSWORD })}
          isRequired
          minLength={MIN_PASSWORD}
          maxLength={128}
          autoComplete="new-password"
        />
        <Select
          label={t('team.role')}
          description={t(`team.roleHints.${role}`)}
          choices={ROLES.filter((one) => atLeast(me.role, one))
            .toReversed()
            .map((id) => ({ id, label: t(`team.roles.${id}`) }))}
          value={role}
          onChange={setRole}
        />
        {add.isError && (
          <Notice tone="danger" live>
            {explain(add.error, t)}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
