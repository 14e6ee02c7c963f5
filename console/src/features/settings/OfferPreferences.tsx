import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { askForNotices, noticesNow } from '../../lib/notices.ts'
import { preferences, usePreference } from '../../lib/preferences.ts'
import { PageSection } from '../../ui/Page.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { PushPreferences } from './PushPreferences.tsx'

/** How this browser tells of what is offered. */
export function OfferPreferences() {
  const { t } = useTranslation()
  const sound = usePreference('offerSound')
  const wanted = usePreference('offerNotices')
  const [now, look] = useState(noticesNow)
  const turn = async (on: boolean): Promise<void> => {
    if (on && now !== 'no') await askForNotices()
    else preferences.change({ offerNotices: false })
    look(noticesNow())
  }
  return (
    <PageSection title={t('settings.offers')}>
      <Switch
        label={t('settings.offerSound')}
        description={t('settings.offerSoundHint')}
        isSelected={sound}
        onChange={(offerSound) => preferences.change({ offerSound })}
      />
      <Switch
        label={t('settings.offerNotices')}
        description={t(now === 'no' ? 'settings.offerNoticesRefused' : 'settings.offerNoticesHint')}
        isSelected={wanted && now === 'yes'}
        onChange={(on) => void turn(on)}
      />
      <PushPreferences />
    </PageSection>
  )
}
