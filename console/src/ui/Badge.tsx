import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger'

const TONES: Record<Tone, string> = {
  neutral: 'bg-hover text-muted',
  accent: 'bg-accent-soft text-accent-ink',
  ok: 'bg-ok-soft text-ok-ink',
  warn: 'bg-warn-soft text-warn-ink',
  danger: 'bg-danger-soft text-danger-ink',
}

export const Badge = ({ tone = 'neutral', children, className }: { tone?: Tone; children: ReactNode; className?: string }) => (
  <span
    className={cx(
      'inline-flex h-5 shrink-0 items-center gap-1 rounded-md px-1.5 text-2xs font-medium whitespace-nowrap [&_svg]:size-3',
      TONES[tone],
      className,
    )}
  >
    {children}
  </span>
)

const DOTS: Record<Tone, string> = { neutral: 'bg-control', accent: 'bg-accent', ok: 'bg-ok', warn: 'bg-warn', danger: 'bg-danger' }

/** A state light. The words beside it say the same. */
export const Dot = ({ tone, className }: { tone: Tone; className?: string }) => (
  <span aria-hidden className={cx('inline-block size-2 shrink-0 rounded-full', DOTS[tone], className)} />
)
