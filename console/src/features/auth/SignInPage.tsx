import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { people } from '../../entities/agent/people.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DoorLayout } from './DoorLayout.tsx'
import { enter } from './enter.ts'
import { WrongAddress } from './WrongAddress.tsx'
import { signIn } from '../../../../src/desk/web/forms.ts'
import { useForm } from '../../ui/useForm.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation()
  const { from } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const { data: setup } = useQuery({ queryKey: ['setup'], queryFn: people.setupState })

  const form = useForm({
    rules: signIn,
    start: { email: '', password: '' },
    save: ({ email, password }) => enter(client, email.trim(), password),
    onSaved: () => router.history.push(from?.startsWith('/') && !from.startsWith('//') ? from : '/'),
  })

  return (
    <DoorLayout title={t('auth.signIn.title')} lead={t('auth.signIn.lead')}>
      {setup?.needed && <Notice tone="info">{t('auth.signIn.setupNeeded')}</Notice>}
      {setup?.use !== undefined && <WrongAddress use={setup.use} />}
      <Form
        form={form}
        actions={
          <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1 w-full">
            {t('auth.signIn.do')}
          </Button>
        }
      >
        <TextField {...form.field('email')} type="email" autoComplete="username" label={t('auth.email')} isRequired autoFocus />
        <TextField {...form.field('password')} type="password" autoComplete="current-password" label={t('auth.password')} isRequired />
      </Form>
      <p className="text-xs text-faint">{t('auth.signIn.forgotten')}</p>
    </DoorLayout>
  )
}
