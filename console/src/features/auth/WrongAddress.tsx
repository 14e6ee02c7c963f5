import { useTranslation } from '../../i18n/useTranslation.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Nobody can sign in at the address of this page: leads to the same page where they can. */
export function WrongAddress({ use }: { use: string }) {
  const { t } = useTranslation()
  const { origin, pathname, search } = location
  return (
    <>
      <Notice tone="warn">{t('auth.wrongAddress.text', { use, here: origin })}</Notice>
      <a href={`${use}${pathname}${search}`} className={buttonClass('primary')}>
        {t('auth.wrongAddress.do', { use })}
      </a>
    </>
  )
}
