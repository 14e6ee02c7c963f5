import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { people } from '../../entities/agent/people.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import { profile } from '../../../../src/desk/web/forms.ts'
import type { Language } from '../../i18n/languages.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { preferences } from '../../lib/preferences.ts'
import { Form } from '../../ui/Form.tsx'
import { Page, PageSection } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'
import { OwnPassword } from './OwnPassword.tsx'

/** What one is called, the language one works in, and how one signs in. */
export function ProfilePage() {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  const form = useForm({
    rules: profile,
    start: { name: me.name, locale: LANGUAGES.find((one) => one === me.locale) ?? (i18n.language as Language) },
    save: people.changeMe,
    onSaved(next, { locale }) {
      client.setQueryData(keys.me, next)
      preferences.change({ language: locale })
      toast.done(t('profile.saved'))
    },
  })
  return (
    <Page title={t('pages.profile')} lead={t('profile.lead', { email: me.email })}>
      <PageSection title={t('profile.about')}>
        <Form form={form} bar>
          <TextField
            {...form.field('name')}
            autoComplete="name"
            label={t('auth.name')}
            description={t('auth.nameHint')}
            isRequired
            className="max-w-sm"
          />
          <Segmented
            label={t('settings.language')}
            {...form.field('locale')}
            choices={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
          />
        </Form>
      </PageSection>
      <OwnPassword email={me.email} />
    </Page>
  )
}
