import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { people } from '../../entities/agent/people.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import { useCommand } from '../../entities/useCommand.ts'
import type { Language } from '../../i18n/languages.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { fieldOf } from '../../lib/fields.ts'
import { preferences } from '../../lib/preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Page, PageSection } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { OwnPassword } from './OwnPassword.tsx'

/** What one is called, the language one works in, and how one signs in. */
export function ProfilePage() {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  const [language, choose] = useState<Language>(LANGUAGES.find((one) => one === me.locale) ?? (i18n.language as Language))
  const save = useCommand({
    run: (name: string) => people.changeMe({ name, locale: language }),
    saysWhy: true,
    onDone(next) {
      client.setQueryData(keys.me, next)
      preferences.change({ language })
      toast.done(t('profile.saved'))
    },
  })
  return (
    <Page title={t('pages.profile')} lead={t('profile.lead', { email: me.email })}>
      <PageSection title={t('profile.about')}>
        <Form
          className="flex max-w-sm flex-col items-start gap-4"
          onSubmit={(data) => save.run(fieldOf(data, 'name').trim())}
          actions={
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {t('common.save')}
            </Button>
          }
          error={save.error}
        >
          <TextField
            name="name"
            autoComplete="name"
            label={t('auth.name')}
            description={t('auth.nameHint')}
            defaultValue={me.name}
            isRequired
            maxLength={100}
            className="w-full"
          />
          <Segmented
            label={t('settings.language')}
            value={language}
            onChange={choose}
            choices={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
          />
        </Form>
      </PageSection>
      <OwnPassword email={me.email} />
    </Page>
  )
}
