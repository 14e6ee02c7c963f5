import { useTranslation } from '../../i18n/useTranslation.ts'
import { auth } from '../../entities/agent/auth.ts'
import { changedPassword } from '../../../../src/desk/web/forms.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { NewPassword } from '../../ui/NewPassword.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'

/** Another password, for whoever knows the present one. */
export function OwnPassword({ email }: { email: string }) {
  const { t } = useTranslation()
  const form = useForm({
    rules: changedPassword,
    start: { current: '', next: '' },
    save: ({ current, next }) => auth.changePassword(current, next),
    onSaved: () => toast.done(t('profile.passwordChanged')),
  })
  return (
    <PageSection title={t('profile.password')} lead={t('profile.passwordLead')}>
      <Form
        form={form}
        className="flex max-w-sm flex-col items-start gap-4"
        actions={
          <Button type="submit" isPending={form.isPending}>
            {t('profile.changePassword')}
          </Button>
        }
      >
        {/* For password managers: whose it is. */}
        <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          {...form.field('current')}
          type="password"
          autoComplete="current-password"
          label={t('profile.current')}
          isRequired
          className="w-full"
        />
        <NewPassword {...form.field('next')} label={t('links.password')} className="w-full" />
      </Form>
    </PageSection>
  )
}
