import { Check } from 'lucide-react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'

export interface CheckboxProps {
  label: string
  isSelected: boolean
  onChange: (on: boolean) => void
}

export const Checkbox = ({ label, isSelected, onChange }: CheckboxProps) => (
  <AriaCheckbox isSelected={isSelected} onChange={onChange} className="group flex items-start gap-2.5 text-sm text-ink outline-none">
    <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded border border-control bg-surface text-on-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink group-data-selected:border-accent group-data-selected:bg-accent">
      {isSelected && <Check aria-hidden className="size-3" strokeWidth={3} />}
    </span>
    {label}
  </AriaCheckbox>
)
