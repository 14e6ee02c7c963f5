import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { links } from '../../entities/agent/links.ts'
import { people } from '../../entities/agent/people.ts'
import { explain } from '../../lib/errors.ts'
import { newOwner } from '../../../../src/desk/web/forms.ts'
import { useForm } from '../../ui/useForm.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { NewPassword } from '../../ui/NewPassword.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DoorLayout } from './DoorLayout.tsx'
import { enter } from './enter.ts'
import { WrongAddress } from './WrongAddress.tsx'

const route = getRouteApi('/welcome')

/** Where an admin's link leads: somebody chooses their password, and is in. */
export function WelcomePage() {
  const { t } = useTranslation()
  const { token = '' } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const { data: setup } = useQuery({ queryKey: ['setup'], queryFn: people.setupState })
  const whose = useQuery({ queryKey: ['link', token], queryFn: () => links.look(token), retry: false, staleTime: Infinity })
  const form = useForm({
    rules: newOwner.pick({ password: true }),
    start: { password: '' },
    async save({ password }) {
      const { email } = await links.use(token, password)
      // Whoever was signed in here before is not meant by it.
      client.removeQueries({ type: 'inactive' })
      // The link is done with: who cannot be let in at once signs in by hand.
      return enter(client, email, password).then(
        () => true,
        () => false,
      )
    },
    onSaved: (entered) => router.navigate({ to: entered ? '/' : '/sign-in' }),
  })

  if (setup?.use !== undefined) {
    return (
      <DoorLayout title={t('links.title')} lead={t('links.lead')}>
        <WrongAddress use={setup.use} />
      </DoorLayout>
    )
  }
  if (whose.isError) {
    return (
      <DoorLayout title={t('links.title')} lead={t('links.lead')}>
        <Notice tone="warn" live>
          {explain(whose.error, t)}
        </Notice>
        <Link to="/sign-in" className={buttonClass('secondary')}>
          {t('auth.signIn.do')}
        </Link>
      </DoorLayout>
    )
  }
  if (!whose.data) {
    return (
      <DoorLayout title={t('links.title')} lead={t('links.lead')}>
        <Skeleton className="h-40 rounded-xl" />
      </DoorLayout>
    )
  }
  const { name, email, invited } = whose.data
  return (
    <DoorLayout title={t(invited ? 'links.welcome' : 'links.again', { name })} lead={t(invited ? 'links.welcomeLead' : 'links.againLead')}>
      <Form
        form={form}
        actions={
          <Button type="submit" variant="primary" isPending={form.isPending} className="mt-1 w-full">
            {t('links.do')}
          </Button>
        }
      >
        <TextField type="email" autoComplete="username" label={t('auth.email')} value={email} isReadOnly />
        <NewPassword {...form.field('password')} label={t('links.password')} autoFocus />
      </Form>
    </DoorLayout>
  )
}
