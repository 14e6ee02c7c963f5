import type { LinkProps } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'

/** To the page that this one is a part of. */
export const BackLink = ({ to, children }: { to: NonNullable<LinkProps['to']>; children: ReactNode }) => (
  <Link
    to={to}
    className="-ml-1.5 inline-flex items-center gap-1.5 self-start rounded-md px-1.5 py-0.5 text-sm text-muted hover:text-ink pointer-coarse:min-h-11"
  >
    <ArrowLeft aria-hidden className="size-4" />
    {children}
  </Link>
)
