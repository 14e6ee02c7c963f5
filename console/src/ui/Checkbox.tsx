import { Check, Minus } from 'lucide-react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'

export interface CheckboxProps {
  label: string
  isSelected: boolean
  onChange: (on: boolean) => void
}

function Box({ on, some = false }: { on: boolean; some?: boolean }) {
  const Mark = some ? Minus : Check
  return (
    <span className="flex size-4 shrink-0 items-center justify-center rounded border border-control bg-surface text-on-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-selected:border-accent group-data-selected:bg-accent">
      {(on || some) && <Mark aria-hidden className="size-3" strokeWidth={3} />}
    </span>
  )
}

export const Checkbox = ({ label, isSelected, onChange }: CheckboxProps) => (
  <AriaCheckbox
    isSelected={isSelected}
    onChange={onChange}
    className="group flex items-start gap-2.5 pointer-coarse:py-3 text-sm text-ink outline-none"
  >
    <span className="mt-0.5">
      <Box on={isSelected} />
    </span>
    {label}
  </AriaCheckbox>
)

/** Chooses a row of a table, or all of them; the table names it. */
export const RowBox = () => (
  <AriaCheckbox slot="selection" className="group flex size-11 items-center justify-center outline-none">
    {({ isSelected, isIndeterminate }) => <Box on={isSelected} some={isIndeterminate} />}
  </AriaCheckbox>
)
