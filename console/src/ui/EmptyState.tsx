import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
  /** Nothing else stands on the page: it has the page's heading. */
  whole?: boolean
}

export function EmptyState({ icon: Icon, title, children, action, whole = false }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'p'
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1.5 px-8 py-12 text-center">
      <span className="mb-2 flex size-11 items-center justify-center rounded-2xl bg-sunken text-faint">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <Title className="text-base font-medium text-ink">{title}</Title>
      {children && <p className="max-w-xs text-sm text-balance text-muted">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  )
}
