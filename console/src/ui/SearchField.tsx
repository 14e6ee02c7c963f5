import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { cx } from './cx.ts'

export interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  inputRef?: Ref<HTMLInputElement>
  autoFocus?: boolean
  className?: string
}

export function SearchField({ label, value, onChange, inputRef, autoFocus = false, className }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      className={cx('group relative flex items-center', className)}
    >
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-faint" />
      <Input
        ref={inputRef ?? null}
        placeholder={label}
        className="h-8 w-full rounded-lg border border-transparent bg-sunken pr-8 pl-8.5 text-sm text-ink outline-none placeholder:text-faint data-focused:border-accent-ink data-focused:bg-surface data-focused:ring-2 data-focused:ring-accent-line data-hovered:bg-hover [&::-webkit-search-cancel-button]:hidden"
      />
      <Button
        aria-label={t('common.clear')}
        className="absolute right-1.5 rounded p-1 text-muted group-data-empty:hidden data-hovered:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </Button>
    </AriaSearchField>
  )
}
