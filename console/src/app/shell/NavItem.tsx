import type { LinkProps } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { Count } from '../../entities/conversation/counts.ts'
import { useLocale } from '../../lib/ticking.ts'
import { cx } from '../../ui/cx.ts'
import { Tip } from '../../ui/Tooltip.tsx'

export interface NavItemProps {
  to: NonNullable<LinkProps['to']>
  params?: LinkProps['params']
  /** The page with just this search; absent: with any. */
  search?: LinkProps['search']
  icon: LucideIcon
  label: string
  count?: Count | undefined
  /** What the count asks for: somebody at once, to be read. */
  tone?: 'alarm' | 'news' | undefined
  rail: boolean
}

export function NavItem({ to, params, search, icon: Icon, label, count, tone, rail }: NavItemProps) {
  const locale = useLocale()
  const number = count && count.n > 0 ? new Intl.NumberFormat(locale).format(count.n) + (count.more ? '+' : '') : undefined
  const link = (
    <Link
      to={to}
      params={params as never}
      search={search as never}
      activeOptions={{ includeSearch: search !== undefined }}
      className={cx(
        'tap group relative flex items-center gap-2.5 rounded-lg text-sm text-muted transition-colors hover:bg-hover hover:text-ink',
        'data-[status=active]:bg-hover data-[status=active]:font-medium data-[status=active]:text-ink',
        rail ? 'h-9 w-10 justify-center' : 'h-8 px-2',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 group-data-[status=active]:text-accent-ink" />
      <span className={rail ? 'sr-only' : 'flex-1 truncate'}>{label}</span>
      {number !== undefined && (
        <span
          className={cx(
            'rounded-full text-center text-2xs font-medium tabular-nums',
            rail ? 'absolute -top-2 -right-1.5 min-w-4 px-1 leading-4 ring-2 ring-canvas' : 'min-w-5 px-1.5 leading-5',
            tone === 'alarm'
              ? 'bg-danger text-on-accent'
              : tone === 'news'
                ? 'bg-accent text-on-accent'
                : rail
                  ? 'bg-raised text-muted'
                  : 'text-muted',
          )}
        >
          {rail && (count?.n ?? 0) > 99 ? '99+' : number}
        </span>
      )}
    </Link>
  )
  return rail ? (
    <Tip text={number === undefined ? label : `${label} · ${number}`} placement="right">
      {link}
    </Tip>
  ) : (
    link
  )
}
