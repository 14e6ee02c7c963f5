import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from 'react-aria-components/Form'
import { auth } from '../../entities/agent/auth.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { explain } from '../../lib/errors.ts'
import { fieldOf, MIN_PASSWORD } from '../../lib/fields.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/Page.tsx'
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
        onSubmit={(event) => {
          event.preventDefault()
          change.run(new FormData(event.currentTarget))
        }}
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
        <TextField
          name="next"
          type="password"
          autoComplete="new-password"
          label={t('links.password')}
          description={t('auth.passwordHint', { min: MIN_PASSWORD })}
          minLength={MIN_PASSWORD}
          maxLength={128}
          isRequired
          className="w-full"
        />
        {change.error && (
          <Notice tone="danger" live>
            {explain(change.error, t)}
          </Notice>
        )}
        <Button type="submit" isPending={change.isPending}>
          {t('profile.changePassword')}
        </Button>
      </Form>
    </PageSection>
  )
}
