import type { LucideIcon } from 'lucide-react'
import { Cable, Globe, Send } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'

/** Our own drawings: they tell platforms apart without being anybody's logo. */
const drawn =
  (shapes: ReactNode): ComponentType =>
  () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={2.5} strokeLinecap="round" strokeLinejoin="round">
      {shapes}
    </svg>
  )

// White on them reads at 4.5:1 or better.
const LOOKS: Record<string, { icon: LucideIcon | ComponentType; colour: string }> = {
  telegram: { icon: Send, colour: 'oklch(0.56 0.13 240)' },
  qq: {
    icon: drawn(
      <>
        <circle cx="11.5" cy="11" r="8" />
        <path d="m13.5 13.5 7 7.5" />
      </>,
    ),
    colour: 'oklch(0.54 0.17 252)',
  },
  wechat: {
    icon: drawn(
      <>
        <path d="M3 4h18v12.5H11.5L6.5 21v-4.5H3Z" />
        <path d="M8 8.5h8M8 12.5h4.5" />
      </>,
    ),
    colour: 'oklch(0.53 0.14 148)',
  },
  'wechat-kf': {
    icon: drawn(
      <>
        <path d="M4 15v-3a8 8 0 0 1 16 0v3" />
        <path d="M4 14.5v3M20 14.5v3" strokeWidth={5} />
        <path d="M20 18c0 2.5-2.5 3.5-6 3.5" />
      </>,
    ),
    colour: 'oklch(0.5 0.1 175)',
  },
  wechaty: {
    icon: drawn(
      <>
        <rect x="3.5" y="8" width="17" height="12.5" rx="4" />
        <path d="M12 8V3.5M9 13v2.5M15 13v2.5" />
      </>,
    ),
    colour: 'oklch(0.5 0.09 210)',
  },
  x: { icon: drawn(<path d="m5 5 14 14M19 5 5 19" strokeWidth={3.5} />), colour: 'oklch(0.36 0 0)' },
  web: { icon: Globe, colour: 'oklch(0.52 0.17 285)' },
}

const SIZES = {
  xs: 'size-4 rounded-[5px] [&_svg]:size-2.5',
  sm: 'size-5 rounded-md [&_svg]:size-3',
  lg: 'size-9 rounded-xl [&_svg]:size-4.5',
}

/** Which platform: decoration beside its name, unless it is given a `label`. */
export function ChannelIcon({
  kind,
  size = 'sm',
  label,
  className,
}: {
  kind: string
  size?: keyof typeof SIZES
  label?: string
  className?: string
}) {
  const { icon: Icon, colour } = LOOKS[kind] ?? { icon: Cable, colour: 'oklch(0.5 0.02 270)' }
  return (
    <span
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      style={{ background: colour }}
      className={cx('inline-flex shrink-0 items-center justify-center text-white', SIZES[size], className)}
    >
      <Icon />
    </span>
  )
}
