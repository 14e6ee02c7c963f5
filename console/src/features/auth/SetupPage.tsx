import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { people } from '../../entities/agent/people.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NewPassword } from '../../ui/NewPassword.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DoorLayout } from './DoorLayout.tsx'
import { enter } from './enter.ts'
import { WrongAddress } from './WrongAddress.tsx'
import { newOwner } from '../../../../src/desk/web/forms.ts'
import { useForm } from '../../ui/useForm.ts'

const route = getRouteApi('/setup')

/** The first start: the link that the server printed makes its owner. */
export function SetupPage() {
  const { t } = useTranslation()
  const { token } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const { data: state } = useQuery({ queryKey: ['setup'], queryFn: people.setupState })

  const form = useForm({
    rules: newOwner,
    start: { name: '', email: '', password: '' },
    async save(owner) {
      await people.setUp({ token: token ?? '', ...owner })
      await enter(client, owner.email, owner.password)
    },
    onSaved: () => router.navigate({ to: '/settings/channels' }),
  })

  if (state?.needed === false && !form.isPending) {
    return (
      <DoorLayout title={t('auth.setup.doneTitle')} lead={t('auth.setup.doneText')}>
        <Link to="/sign-in" className={buttonClass('primary')}>
          {t('auth.signIn.do')}
        </Link>
      </DoorLayout>
    )
  }
  if (token === undefined) {
    return (
      <DoorLayout title={t('auth.setup.title')} lead={t('auth.setup.lead')}>
        <Notice tone="warn">{t('auth.setup.noToken')}</Notice>
      </DoorLayout>
    )
  }
  if (state?.use !== undefined) {
    return (
      <DoorLayout title={t('auth.setup.title')} lead={t('auth.setup.lead')}>
        <WrongAddress use={state.use} />
      </DoorLayout>
    )
  }
  return (
    <DoorLayout title={t('auth.setup.title')} lead={t('auth.setup.lead')}>
      <Form
        form={form}
        actions={
          <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1 w-full">
            {t('auth.setup.do')}
          </Button>
        }
      >
        <TextField
          {...form.field('name')}
          autoComplete="name"
          label={t('auth.name')}
          description={t('auth.nameHint')}
          isRequired
          autoFocus
        />
        <TextField {...form.field('email')} type="email" autoComplete="username" label={t('auth.email')} isRequired />
        <NewPassword {...form.field('password')} label={t('auth.password')} />
      </Form>
    </DoorLayout>
  )
}
