import type { ReactNode } from 'react'
import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'
import { SearchField } from './SearchField.tsx'
import { Spinner } from './Spinner.tsx'

export interface ChoiceItem {
  id: string
  label: string
  mark?: ReactNode
  /** Said under the label. */
  note?: string
  /** Said at the end. */
  hint?: string
  isDisabled?: boolean
}

export interface ChoiceDialogProps {
  title: string
  /** Label of the search field, which is there when the list is long. */
  search: string
  empty: string
  choices: ChoiceItem[]
  isOpen: boolean
  isPending: boolean
  error: string | undefined
  onChoose: (id: string) => void
  onClose: () => void
}

const LONG = 8

/** One of many, found by name. */
export function ChoiceDialog({ title, search, empty, choices, isOpen, isPending, error, onChoose, onClose }: ChoiceDialogProps) {
  const [words, setWords] = useState('')
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(words.trim().toLowerCase()))
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <div className="flex min-h-40 flex-col gap-2">
        {choices.length > LONG && <SearchField label={search} value={words} onChange={setWords} />}
        {error !== undefined && (
          <Notice tone="danger" live>
            {error}
          </Notice>
        )}
        {isPending ? (
          <Spinner size={20} className="m-auto text-muted" />
        ) : (
          <ListBox
            aria-label={title}
            items={shown}
            disabledKeys={shown.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
            onAction={(key) => onChoose(String(key))}
            renderEmptyState={() => <p className="py-8 text-center text-sm text-muted">{empty}</p>}
            className="-mx-2 max-h-96 overflow-y-auto outline-none"
          >
            {({ id, label, mark, note, hint }) => (
              <ListBoxItem
                id={id}
                textValue={label}
                className="flex min-h-10 items-center gap-3 rounded-lg px-2 py-1 text-sm outline-none data-disabled:opacity-50 data-focused:bg-hover data-hovered:bg-hover"
              >
                {mark}
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="truncate">{label}</span>
                  {note && <span className="text-xs text-muted">{note}</span>}
                </span>
                {hint && <span className="text-xs text-muted tabular-nums">{hint}</span>}
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </div>
    </Dialog>
  )
}
