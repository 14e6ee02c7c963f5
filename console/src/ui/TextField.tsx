import type { ReactNode } from 'react'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components/TextField'
import { TextArea } from 'react-aria-components/TextArea'
import { cx } from './cx.ts'

export const inputClass =
  'w-full rounded-lg border border-control/70 bg-surface px-3 text-base text-ink outline-none placeholder:text-faint data-hovered:border-control data-focused:border-accent-ink data-focused:ring-2 data-focused:ring-accent-line data-invalid:border-danger data-disabled:opacity-60'

export const labelClass = 'text-sm font-medium text-ink'
export const hintClass = 'text-xs text-muted'

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string
  description?: ReactNode
  placeholder?: string
  /** More than one: a text area of so many lines. */
  rows?: number
  error?: string | undefined
  className?: string
  mono?: boolean
}

export function TextField({ label, description, placeholder, rows, error, className, mono, ...props }: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      // Said only where it is so: otherwise the form says it.
      {...(error !== undefined && { isInvalid: true })}
      className={cx('flex flex-col gap-1.5', className)}
    >
      <Label className={labelClass}>{label}</Label>
      {rows === undefined ? (
        <Input {...(placeholder && { placeholder })} className={cx(inputClass, 'h-9', mono && 'font-mono text-sm')} />
      ) : (
        <TextArea
          {...(placeholder && { placeholder })}
          rows={rows}
          className={cx(inputClass, 'resize-y py-2', mono && 'font-mono text-sm')}
        />
      )}
      {description && (
        <Text slot="description" className={hintClass}>
          {description}
        </Text>
      )}
      <FieldError className="text-xs text-danger-ink">{error ?? (({ validationErrors }) => validationErrors.join(' '))}</FieldError>
    </AriaTextField>
  )
}
