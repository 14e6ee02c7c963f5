import type { LucideIcon } from 'lucide-react'
import type { ButtonProps } from './Button.tsx'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import type { TipProps } from './Tooltip.tsx'
import { Tip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  icon: LucideIcon
  /** What it does: its accessible name and its tooltip. */
  label: string
  shortcut?: string | undefined
  tipPlacement?: TipProps['placement']
}

export function IconButton({
  icon: Icon,
  label,
  shortcut,
  tipPlacement,
  size = 'md',
  variant = 'ghost',
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut} placement={tipPlacement}>
      <Button
        {...props}
        variant={variant}
        size={size}
        aria-label={label}
        className={cx(size === 'sm' ? 'w-7 px-0' : 'w-8.5 px-0', className)}
      >
        <Icon aria-hidden />
      </Button>
    </Tip>
  )
}
