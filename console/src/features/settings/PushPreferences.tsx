import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { canPush, endPush, startPush } from '../../entities/agent/push.ts'
import type { Language } from '../../i18n/languages.ts'
import { noticesNow } from '../../lib/notices.ts'
import { usePreference } from '../../lib/preferences.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** Whether this browser is told while no page of the console is open. */
export function PushPreferences() {
  const { t, i18n } = useTranslation()
  const on = usePreference('push')
  const urgent = usePreference('pushUrgent')
  const [state, set] = useState<'idle' | 'busy' | 'failed'>('idle')
  if (!canPush()) return <p className="text-xs text-muted">{t('settings.pushCannot')}</p>
  const run = (work: () => Promise<void>): void => {
    if (state === 'busy') return
    set('busy')
    work().then(
      () => set('idle'),
      () => set('failed'),
    )
  }
  const start = (andUrgent: boolean): void => run(() => startPush(i18n.language as Language, andUrgent))
  return (
    <>
      <Switch
        label={t('settings.push')}
        description={t('settings.pushHint')}
        isSelected={on}
        onChange={(wanted) => (wanted ? start(urgent) : run(endPush))}
      />
      {on && <Switch label={t('settings.pushUrgent')} description={t('settings.pushUrgentHint')} isSelected={urgent} onChange={start} />}
      {state === 'failed' && (
        <Notice tone="danger" live>
          {t(noticesNow() === 'no' ? 'settings.offerNoticesRefused' : 'settings.pushFailed')}
        </Notice>
      )}
    </>
  )
}
