import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { auth } from '../../entities/agent/auth.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { fieldOf } from '../../lib/fields.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { NewPassword } from '../../ui/NewPassword.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'

/** Another password, for whoever knows the present one. */
export function OwnPassword({ email }: { email: string }) {
  const { t } = useTranslation()
  const form = useRef<HTMLFormElement>(null)
  const change = useCommand({
    run: (data: FormData) => auth.changePassword(fieldOf(data, 'current'), fieldOf(data, 'next')),
    saysWhy: true,
    onDone() {
      form.current?.reset()
      toast.done(t('profile.passwordChanged'))
    },
  })
  return (
    <PageSection title={t('profile.password')} lead={t('profile.passwordLead')}>
      <Form
        ref={form}
        className="flex max-w-sm flex-col items-start gap-4"
        onSubmit={(data) => change.run(data)}
        actions={
          <Button type="submit" isPending={change.isPending}>
            {t('profile.changePassword')}
          </Button>
        }
        error={change.error}
      >
        {/* For password managers: whose it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          name="current"
          type="password"
          autoComplete="current-password"
          label={t('profile.current')}
          isRequired
          className="w-full"
        />
        <NewPassword name="next" label={t('links.password')} className="w-full" />
      </Form>
    </PageSection>
  )
}
