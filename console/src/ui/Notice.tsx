import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

const LOOKS = {
  info: [Info, 'border-accent-line bg-accent-soft text-ink [&>svg]:text-accent-ink'],
  ok: [CircleCheck, 'border-line bg-ok-soft text-ink [&>svg]:text-ok-ink'],
  warn: [TriangleAlert, 'border-warn-line bg-warn-soft text-ink [&>svg]:text-warn-ink'],
  danger: [CircleAlert, 'border-danger-line bg-danger-soft text-ink [&>svg]:text-danger-ink'],
} as const

export interface NoticeProps {
  tone: keyof typeof LOOKS
  children: ReactNode
  action?: ReactNode
  /** Read out when it appears. */
  live?: boolean
  className?: string
}

/** Something to know, in the place that it concerns. */
export function Notice({ tone, children, action, live, className }: NoticeProps) {
  const [Icon, look] = LOOKS[tone]
  return (
    <div
      {...(live && { role: tone === 'danger' ? 'alert' : 'status' })}
      className={cx('flex items-start gap-2.5 rounded-lg border px-3 py-2 text-sm', look, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
