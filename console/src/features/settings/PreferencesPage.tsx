import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Language } from '../../i18n/languages.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { MOD_LABEL } from '../../lib/platform.ts'
import { AFTER_RESOLVE, preferences, usePreference } from '../../lib/preferences.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { OfferPreferences } from './OfferPreferences.tsx'
import { Page, PageSection } from '../../ui/Page.tsx'

/** How this browser shows things to this agent. */
export function PreferencesPage() {
  const { t, i18n } = useTranslation()
  const theme = usePreference('theme')
  const sendKey = usePreference('sendKey')
  const afterResolve = usePreference('afterResolve')
  const shortcuts = usePreference('shortcuts')
  return (
    <Page title={t('pages.preferences')} lead={t('preferences.lead')}>
      <PageSection title={t('settings.appearance')}>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={(next) => preferences.change({ theme: next })}
          choices={[
            { id: 'system', label: t('settings.themes.system'), icon: Monitor },
            { id: 'light', label: t('settings.themes.light'), icon: Sun },
            { id: 'dark', label: t('settings.themes.dark'), icon: Moon },
          ]}
        />
        <Segmented
          label={t('settings.language')}
          value={i18n.language as Language}
          onChange={(language) => preferences.change({ language })}
          choices={LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] }))}
        />
      </PageSection>
      <PageSection title={t('settings.writing')}>
        <Segmented
          label={t('settings.sendKey')}
          value={sendKey}
          onChange={(next) => preferences.change({ sendKey: next })}
          choices={[
            { id: 'enter', label: 'Enter' },
            { id: 'mod-enter', label: `${MOD_LABEL} + Enter` },
          ]}
        />
        <p className="text-xs text-muted">{t(`settings.sendKeyHints.${sendKey}`)}</p>
      </PageSection>
      <PageSection title={t('settings.work')}>
        <Segmented
          label={t('settings.afterResolve')}
          value={afterResolve}
          onChange={(next) => preferences.change({ afterResolve: next })}
          choices={AFTER_RESOLVE.map((id) => ({ id, label: t(`settings.afterResolves.${id}`) }))}
        />
      </PageSection>
      <OfferPreferences />
      <PageSection title={t('settings.keyboard')}>
        <Switch
          label={t('settings.shortcuts')}
          description={t('settings.shortcutsHint')}
          isSelected={shortcuts}
          onChange={(on) => preferences.change({ shortcuts: on })}
        />
      </PageSection>
    </Page>
  )
}
