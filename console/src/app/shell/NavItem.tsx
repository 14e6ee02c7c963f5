import type { LinkProps } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import { Focusable } from 'react-aria-components/Tooltip'
import { cx } from '../../ui/cx.ts'
import { Tip } from '../../ui/Tooltip.tsx'

export interface NavItemProps {
  to: NonNullable<LinkProps['to']>
  params?: LinkProps['params']
  icon: LucideIcon
  label: string
  count?: string | undefined
  /** The count asks for somebody at once. */
  alarm?: boolean
  rail: boolean
}

export function NavItem({ to, params, icon: Icon, label, count, alarm, rail }: NavItemProps) {
  const link = (
    <Link
      to={to}
      params={params as never}
      activeOptions={{ includeSearch: false }}
      className={cx(
        'group relative flex h-8 items-center gap-2.5 rounded-lg text-sm text-muted transition-colors hover:bg-hover hover:text-ink',
        'data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink',
        rail ? 'w-10 justify-center' : 'px-2',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 group-data-[status=active]:text-accent-ink" />
      <span className={rail ? 'sr-only' : 'flex-1 truncate'}>{label}</span>
      {count && (
        <span
          className={cx(
            'rounded-full text-center text-2xs font-medium tabular-nums',
            rail ? 'absolute -top-1.5 -right-1.5 min-w-4 px-1 leading-4 ring-2 ring-canvas' : 'min-w-5 px-1.5 leading-5',
            alarm ? 'bg-danger text-on-accent' : rail ? 'bg-accent text-on-accent' : 'text-muted',
          )}
        >
          {count}
        </span>
      )}
    </Link>
  )
  return rail ? (
    <Tip text={label} placement="right">
      <Focusable>{link}</Focusable>
    </Tip>
  ) : (
    link
  )
}
