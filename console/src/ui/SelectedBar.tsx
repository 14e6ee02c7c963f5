import type { ReactNode } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'

export interface SelectedBarProps {
  count: number
  /** Of so many. */
  all: number
  onClear: () => void
  children: ReactNode
}

/** How many rows are chosen and what can be done with them. It is always there, so that nothing moves when one is. */
export function SelectedBar({ count, all, onClear, children }: SelectedBarProps) {
  const { t } = useTranslation()
  return (
    <div
      className={cx('flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 text-sm', count > 0 && 'bg-accent-soft')}
    >
      <span role="status" className="flex-1 text-muted tabular-nums">
        {count > 0 ? t('table.chosen', { count, all }) : t('table.total', { count: all })}
      </span>
      {count > 0 && (
        <>
          {children}
          <Button size="sm" variant="ghost" onPress={onClear}>
            {t('common.clear')}
          </Button>
        </>
      )}
    </div>
  )
}
