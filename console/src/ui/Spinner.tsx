import { useTranslation } from '../i18n/useTranslation.ts'
import { cx } from './cx.ts'

export function Spinner({ className, size = 16 }: { className?: string; size?: number }) {
  const { t } = useTranslation()
  return (
    <svg
      role="img"
      aria-label={t('common.loading')}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      className={cx('animate-spin', className)}
    >
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeOpacity=".2" strokeWidth="2" />
      <path d="M14.5 8A6.5 6.5 0 0 0 8 1.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
