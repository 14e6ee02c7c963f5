import { Minus, Plus } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { FieldError, Group, Input, Label, NumberField as AriaNumberField, Text } from 'react-aria-components/NumberField'
import type { KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from '../i18n/useTranslation.ts'
import { cx } from './cx.ts'
import { hintClass, labelClass } from './TextField.tsx'

export interface NumberFieldProps {
  label: string
  /** The label is read out and not shown. */
  hideLabel?: boolean
  description?: string
  name?: string
  /** `NaN`: nothing stands there. */
  value: number
  onChange: (value: number) => void
  unit: 'second' | 'minute' | 'percent'
  step?: number
  isDisabled?: boolean
  className?: string
}

const stepClass =
  'flex w-8 shrink-0 items-center justify-center self-stretch text-muted data-hovered:text-ink data-disabled:opacity-40 pointer-coarse:w-11 [&>svg]:size-3.5'

/** What is typed counts when the field is left: whoever saves by key has not left it. */
function commitBeforeSaving({ key, ctrlKey, metaKey, currentTarget: input }: KeyboardEvent<HTMLInputElement>): void {
  if (key !== 's' || !(ctrlKey || metaKey)) return
  flushSync(() => input.blur())
  input.focus()
}

/** A number with its unit in the reader's language; arrows and buttons change it by a step. What is allowed the form's rules say. */
export function NumberField({ label, hideLabel = false, description, unit, step = 1, className, ...props }: NumberFieldProps) {
  const { t } = useTranslation()
  return (
    <AriaNumberField
      {...props}
      minValue={0}
      step={step}
      formatOptions={{ style: 'unit', unit, unitDisplay: unit === 'percent' ? 'short' : 'long' }}
      {...(hideLabel && { 'aria-label': label })}
      incrementAriaLabel={t('number.more', { label })}
      decrementAriaLabel={t('number.less', { label })}
      className={cx('flex min-w-0 flex-col gap-1.5', className)}
    >
      {!hideLabel && <Label className={labelClass}>{label}</Label>}
      <Group className="flex h-9 w-44 items-center rounded-lg border border-control/70 bg-surface data-focus-within:border-accent-ink data-focus-within:ring-2 data-focus-within:ring-accent-line data-hovered:border-control data-invalid:border-danger data-disabled:opacity-60 pointer-coarse:h-11">
        <Button slot="decrement" className={stepClass}>
          <Minus aria-hidden />
        </Button>
        <Input
          onKeyDown={commitBeforeSaving}
          className="h-full min-w-0 flex-1 bg-transparent text-center text-base tabular-nums outline-none"
        />
        <Button slot="increment" className={stepClass}>
          <Plus aria-hidden />
        </Button>
      </Group>
      {description && (
        <Text slot="description" className={hintClass}>
          {description}
        </Text>
      )}
      <FieldError className="text-xs text-danger-ink">{({ validationErrors }) => validationErrors.join(' ')}</FieldError>
    </AriaNumberField>
  )
}
