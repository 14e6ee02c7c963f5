import { Check, ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox'
import { Chips } from './Chips.tsx'
import { popoverClass } from './popover.ts'
import type { Choice } from './Select.tsx'
import { inputClass, labelClass } from './TextField.tsx'

export interface ComboboxProps {
  label: string
  choices: readonly Choice<string>[]
  value: readonly string[]
  onChange: (value: string[]) => void
  /** The choices are those found for these words, and come when they come; absent: they are all there. */
  onSearch?: (words: string) => void
  isSearching?: boolean
  placeholder?: string
  /** What is chosen is shown by the page itself, with more about each. */
  bare?: boolean
}

/** Several of many, found by typing: arrows and Enter choose, and what is chosen stands above as chips. */
export function Combobox({ label, choices, value, onChange, onSearch, isSearching = false, placeholder, bare = false }: ComboboxProps) {
  const { t } = useTranslation()
  const [words, type] = useState('')
  // What was chosen keeps its name when it is not among those found now.
  const names = useRef(new Map<string, string>())
  for (const { id, label: name } of choices) names.current.set(id, name)
  const search = (next: string): void => {
    type(next)
    onSearch?.(next)
  }
  return (
    <div
      className="flex min-w-0 flex-col gap-1.5"
      onKeyDownCapture={(event) => {
        // Whoever goes on with Tab has chosen: it would choose what has the focus once more, and so take it back.
        if (event.key === 'Tab') event.stopPropagation()
        // The list opens again for words that it has not closed with.
        if (event.key === 'Escape') search('')
      }}
    >
      <ComboBox
        selectionMode="multiple"
        value={[...value]}
        onChange={(keys) => onChange(keys.map(String))}
        inputValue={words}
        onInputChange={search}
        {...(onSearch ? { items: choices } : { defaultItems: choices })}
        allowsEmptyCollection
        menuTrigger="focus"
        className="flex flex-col gap-1.5"
      >
        <Label className={labelClass}>{label}</Label>
        <span className="relative flex">
          <Input {...(placeholder && { placeholder })} className={`${inputClass} h-9 pr-9`} />
          <Button className="absolute inset-y-0 right-0 flex w-9 items-center justify-center text-muted data-hovered:text-ink">
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        </span>
        <Popover className={`${popoverClass} w-(--trigger-width)`}>
          <ListBox
            className="max-h-72 overflow-auto p-1 outline-none"
            renderEmptyState={() => (
              <p className="px-2 py-3 text-sm text-muted">{t(isSearching ? 'combobox.searching' : 'combobox.nothing')}</p>
            )}
          >
            {(choice: Choice<string>) => (
              <ListBoxItem
                id={choice.id}
                textValue={choice.label}
                className="group flex min-h-8 items-center justify-between gap-3 rounded-md px-2 text-sm outline-none data-focused:bg-hover data-hovered:bg-hover pointer-coarse:min-h-11"
              >
                <span className="truncate">{choice.label}</span>
                <Check aria-hidden className="invisible size-4 shrink-0 text-accent-ink group-data-selected:visible" />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {!bare && value.length > 0 && (
        <Chips
          label={label}
          chips={value.map((id) => ({ id, text: names.current.get(id) ?? id }))}
          onRemove={(id) => onChange(value.filter((one) => one !== id))}
        />
      )}
    </div>
  )
}
