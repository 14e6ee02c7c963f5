import type { LucideIcon } from 'lucide-react'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import type { MenuItemProps } from 'react-aria-components/Menu'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components/Menu'
import type { PopoverProps } from 'react-aria-components/Popover'
import { cx } from './cx.ts'
import { Kbd } from './Kbd.tsx'
import { popoverClass } from './popover.ts'
import type { LateMenu } from './useLateMenu.ts'

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  placement?: PopoverProps['placement']
  children: ReactNode
  className?: string
  /** For those that open by other means too; their first item has the focus, so that Enter takes it. */
  isOpen?: boolean
  onOpenChange?: (open: boolean) => void
}

export function Menu({ trigger, label, placement = 'bottom start', children, className, ...state }: MenuProps) {
  return (
    <MenuTrigger {...state}>
      {trigger}
      <Popover placement={placement} offset={6} className={cx(popoverClass, 'min-w-52 overflow-auto', className)}>
        <AriaMenu aria-label={label} {...(state.isOpen !== undefined && { autoFocus: 'first' })} className="p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** The same for a button that is there before the menu's code is: shown as long as it is there. */
export function MenuBox({
  triggerRef,
  onClose,
  label,
  placement = 'bottom start',
  children,
  className,
}: LateMenu & Pick<MenuProps, 'label' | 'placement' | 'children' | 'className'>) {
  return (
    <Popover
      triggerRef={triggerRef}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      aria-label={label}
      placement={placement}
      offset={6}
      className={cx(popoverClass, 'min-w-52 overflow-auto', className)}
    >
      <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className="p-1 outline-none">
        {children}
      </AriaMenu>
    </Popover>
  )
}

export interface ItemProps extends Omit<MenuItemProps, 'className' | 'style' | 'children'> {
  icon?: LucideIcon
  /** In place of an icon. */
  mark?: ReactNode
  label: string
  /** Said below, or at the end when short. */
  hint?: string | undefined
  shortcut?: string
  chosen?: boolean
  danger?: boolean
}

export function MenuItem({ icon: Icon, mark, label, hint, shortcut, chosen, danger, ...props }: ItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={label}
      className={cx(
        'flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-disabled:opacity-45 data-focused:bg-hover',
        danger && 'text-danger-ink data-focused:bg-danger-soft',
      )}
    >
      {Icon && <Icon aria-hidden className={cx('size-4 shrink-0', danger ? 'text-danger-ink' : 'text-muted')} />}
      {mark}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint && <span className="ml-3 text-xs text-faint">{hint}</span>}
      {shortcut && <Kbd>{shortcut}</Kbd>}
      {chosen && <Check role="img" aria-hidden className="size-4 text-accent-ink" />}
    </AriaMenuItem>
  )
}

export function MenuSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AriaMenuSection>
      <Header className="px-2 pt-2 pb-1 text-2xs font-medium text-faint">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

export const MenuSeparator = () => <Separator className="mx-1 my-1 h-px bg-line" />
