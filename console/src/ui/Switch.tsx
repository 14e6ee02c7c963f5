import { Switch as AriaSwitch } from 'react-aria-components/Switch'

export interface SwitchProps {
  label: string
  description?: string
  /** What it belongs to, read out before the label where several are called the same. */
  hint?: string
  isSelected: boolean
  onChange: (on: boolean) => void
}

export const Switch = ({ label, description, hint, isSelected, onChange }: SwitchProps) => (
  <AriaSwitch
    {...(hint !== undefined && { 'aria-label': `${hint}: ${label}` })}
    isSelected={isSelected}
    onChange={onChange}
    className="group flex items-start gap-3 py-1 pointer-coarse:py-3 text-sm outline-none"
  >
    <span className="mt-px flex h-5 w-9 shrink-0 items-center rounded-full bg-control p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent-ink group-data-selected:bg-accent">
      <span className="size-4 rounded-full bg-white shadow-raised transition-transform group-data-selected:translate-x-4" />
    </span>
    <span className="flex flex-col">
      <span className="font-medium">{label}</span>
      {description && <span className="text-xs text-muted">{description}</span>}
    </span>
  </AriaSwitch>
)
