import { Check, ChevronDown } from 'lucide-react'
import {
  Button as AriaButton,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components/Select'
import { cx } from './cx.ts'
import { popoverClass } from './popover.ts'
import { hintClass, inputClass, labelClass } from './TextField.tsx'

export interface Choice<T extends string> {
  id: T
  label: string
}

export interface SelectProps<T extends string> {
  label: string
  /** The label is read out and not shown. */
  hideLabel?: boolean
  choices: readonly Choice<T>[]
  value: T | null
  onChange: (value: T) => void
  placeholder?: string
  description?: string
  isDisabled?: boolean
  isRequired?: boolean
  className?: string
}

export function Select<T extends string>({
  label,
  hideLabel,
  choices,
  value,
  onChange,
  placeholder,
  description,
  className,
  ...props
}: SelectProps<T>) {
  return (
    <AriaSelect
      {...props}
      {...(hideLabel && { 'aria-label': label })}
      {...(placeholder && { placeholder })}
      value={value}
      onChange={(key) => key !== null && onChange(key as T)}
      className={cx('flex min-w-0 flex-col gap-1.5', className)}
    >
      {!hideLabel && <Label className={labelClass}>{label}</Label>}
      <AriaButton className={cx(inputClass, 'flex h-9 items-center justify-between gap-2 data-focus-visible:ring-2')}>
        <SelectValue className="truncate data-placeholder:text-faint">
          {({ selectedText, defaultChildren }) => selectedText ?? defaultChildren}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </AriaButton>
      {description && (
        <Text slot="description" className={hintClass}>
          {description}
        </Text>
      )}
      <Popover className={cx(popoverClass, 'min-w-(--trigger-width)')}>
        <ListBox items={choices} className="max-h-80 overflow-auto p-1 outline-none">
          {(choice) => (
            <ListBoxItem
              id={choice.id}
              textValue={choice.label}
              className="group flex h-8 items-center justify-between gap-3 rounded-md px-2 text-sm outline-none data-focused:bg-hover"
            >
              {choice.label}
              <Check aria-hidden className="invisible size-4 text-accent-ink group-data-selected:visible" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
