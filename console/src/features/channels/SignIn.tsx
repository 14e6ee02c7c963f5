import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import { PageSection } from '../../ui/Page.tsx'
import { QrCode } from './QrCode.tsx'

/** The code that signs an account in, for as long as the platform waits for it to be scanned. */
export function SignIn({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const qr = channel.health.advice?.qr
  if (qr === undefined) return null
  return (
    <PageSection title={t('channels.signIn')} lead={t('channels.signInLead')}>
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <QrCode text={qr} label={t('channels.signInCode', { name: channel.name })} />
        <ol className="flex max-w-sm min-w-56 flex-1 list-decimal flex-col gap-1.5 pl-5 text-sm">
          <li>{t('channels.signInSteps.open')}</li>
          <li>{t('channels.signInSteps.scan')}</li>
          <li>{t('channels.signInSteps.confirm')}</li>
          <li>{t('channels.signInSteps.stay')}</li>
        </ol>
      </div>
    </PageSection>
  )
}
