import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { askForNotices, noticesNow } from '../../lib/notices.ts'
import { Button } from '../../ui/Button.tsx'

/** Where the system may be asked to tell of offers, and nobody has been asked yet. */
export function NoticesLink() {
  const { t } = useTranslation()
  const [asked, ask] = useState(false)
  if (asked || noticesNow() !== 'ask') return null
  return (
    <Button
      size="sm"
      className="self-start text-xs! max-md:hidden"
      onPress={() => {
        ask(true)
        void askForNotices()
      }}
    >
      <BellRing aria-hidden />
      {t('offers.tell')}
    </Button>
  )
}
