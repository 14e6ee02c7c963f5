import { Search, X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components/SearchField'

export interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Enter was pressed in it. */
  onSubmit?: () => void
  autoFocus?: boolean
}

export function SearchField({ label, value, onChange, onSubmit, autoFocus = false }: SearchFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      {...(onSubmit && { onSubmit })}
      className="group relative flex items-center"
    >
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-faint" />
      <Input
        placeholder={label}
        className="h-8 w-full rounded-lg border border-transparent bg-sunken pr-8 pl-8.5 pointer-coarse:pr-11 text-sm text-ink text-ellipsis outline-none placeholder:text-faint data-focused:border-accent-ink data-focused:bg-surface data-focused:ring-2 data-focused:ring-accent-line data-hovered:bg-hover [&::-webkit-search-cancel-button]:hidden"
      />
      <Button
        aria-label={t('common.clear')}
        className="absolute right-1.5 flex items-center justify-center rounded p-1 pointer-coarse:right-0 text-muted group-data-empty:hidden data-hovered:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </Button>
    </AriaSearchField>
  )
}
