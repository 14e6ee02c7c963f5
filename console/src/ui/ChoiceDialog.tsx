import type { ReactNode } from 'react'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Dialog } from './Dialog.tsx'
import type { Asked } from './QueryBoundary.tsx'
import { QueryBoundary } from './QueryBoundary.tsx'
import { SearchField } from './SearchField.tsx'
import { Spinner } from './Spinner.tsx'
import { useFirst } from './useFirst.ts'

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
  search?: string
  /** What is said where there is nothing to choose. */
  empty?: string
  choices: ChoiceItem[]
  /** What the choices come from, where that has to be fetched. */
  query?: Asked<unknown>
  onChoose: (id: string) => void
  onClose: () => void
}

const LONG = 8
const THERE: Asked<unknown> = { data: true, error: null, isFetching: false, refetch: () => {} }

/** One of many, found by name: arrows and Enter choose, also while one types. It is open as long as it is there. */
export function ChoiceDialog({ title, search, empty, choices, query = THERE, onChoose, onClose }: ChoiceDialogProps) {
  const [words, setWords] = useState('')
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(words.trim().toLowerCase()))
  const first = useFirst(words.trim() === '' ? undefined : shown.find(({ isDisabled }) => !isDisabled)?.id, onChoose)
  const long = search !== undefined && choices.length > LONG
  const list = (
    <ListBox
      aria-label={title}
      items={shown}
      autoFocus={!long && 'first'}
      disabledKeys={shown.filter(({ isDisabled }) => isDisabled).map(({ id }) => id)}
      onAction={(key) => first.take(String(key))}
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
  )
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <div className="flex flex-col gap-2">
        <QueryBoundary query={query} skeleton={<Spinner size={20} className="mx-auto my-14 text-muted" />}>
          {() =>
            long ? (
              <Autocomplete>
                <SearchField label={search} value={words} onChange={setWords} onSubmit={first.onSubmit} autoFocus />
                {list}
              </Autocomplete>
            ) : (
              list
            )
          }
        </QueryBoundary>
      </div>
    </Dialog>
  )
}
