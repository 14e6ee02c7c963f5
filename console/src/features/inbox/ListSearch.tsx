import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'

export interface ListSearchProps {
  value: string
  onChange: (value: string) => void
  inputRef: Ref<HTMLInputElement>
}

/** Searches the list: the browser's own field, which takes no code. Escape empties it. */
export function ListSearch({ value, onChange, inputRef }: ListSearchProps) {
  const { t } = useTranslation()
  return (
    <div className="relative flex flex-1 items-center">
      <Search aria-hidden className="pointer-events-none absolute left-2.5 size-4 text-faint" />
      <input
        ref={inputRef}
        type="search"
        aria-label={t('inbox.search')}
        placeholder={t('inbox.search')}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={({ key, nativeEvent }) => key === 'Escape' && !nativeEvent.isComposing && onChange('')}
        className="h-8 w-full rounded-lg border border-transparent bg-sunken pr-8 pl-8.5 text-sm text-ink text-ellipsis outline-none placeholder:text-faint hover:bg-hover focus:border-accent-ink focus:bg-surface focus:ring-2 focus:ring-accent-line [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('common.clear')}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChange('')}
          className="absolute right-1.5 rounded p-1 text-muted hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  )
}
