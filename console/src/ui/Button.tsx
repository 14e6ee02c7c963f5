import type { Ref } from 'react'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Button as AriaButton } from 'react-aria-components/Button'
import { cx } from './cx.ts'
import { Spinner } from './Spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'public'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  className?: string
  ref?: Ref<HTMLButtonElement>
  children: React.ReactNode
}

const LOOKS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent shadow-raised data-hovered:bg-accent-hover',
  secondary: 'border border-line-strong bg-raised text-ink shadow-raised data-hovered:bg-hover',
  ghost: 'text-muted data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-hover aria-expanded:bg-hover aria-expanded:text-ink',
  danger: 'bg-danger text-on-accent shadow-raised data-hovered:bg-danger-hover',
  public: 'bg-public text-on-accent shadow-raised data-hovered:bg-public-hover',
}

const SIZES = { sm: 'h-7 gap-1.5 rounded-md px-2.5 text-sm', md: 'h-8.5 gap-2 rounded-lg px-3.5 text-sm' }

export const buttonClass = (variant: ButtonVariant = 'secondary', size: 'sm' | 'md' = 'md'): string =>
  cx(
    'tap relative inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-100 select-none',
    'data-disabled:opacity-50 data-pressed:brightness-95 [&_svg]:size-4 [&_svg]:shrink-0',
    LOOKS[variant],
    SIZES[size],
  )

/** While `isPending` it keeps its width and its focus, and does nothing. */
export function Button({ variant, size, className, children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={cx(buttonClass(variant, size), className)}>
      {({ isPending }) => (
        <>
          <span className={cx('inline-flex items-center gap-[inherit]', isPending && 'invisible')}>{children}</span>
          {isPending && <Spinner className="absolute" />}
        </>
      )}
    </AriaButton>
  )
}
