import type { LucideIcon } from 'lucide-react'
import { Bot, Cable, Globe, Headset, MessageCircle, Send } from 'lucide-react'
import { cx } from '../../ui/cx.ts'

const LOOKS: Record<string, { icon: LucideIcon | string; colour: string }> = {
  telegram: { icon: Send, colour: 'oklch(0.62 0.13 238)' },
  qq: { icon: 'Q', colour: 'oklch(0.6 0.16 250)' },
  wechat: { icon: MessageCircle, colour: 'oklch(0.58 0.15 148)' },
  'wechat-kf': { icon: Headset, colour: 'oklch(0.55 0.12 165)' },
  wechaty: { icon: Bot, colour: 'oklch(0.55 0.1 190)' },
  x: { icon: '𝕏', colour: 'oklch(0.3 0 0)' },
  web: { icon: Globe, colour: 'oklch(0.52 0.17 285)' },
}

const SIZES = {
  xs: 'size-4 rounded-[5px] text-[0.5625rem] [&_svg]:size-2.5',
  sm: 'size-5 rounded-md text-2xs [&_svg]:size-3',
  lg: 'size-9 rounded-xl text-base [&_svg]:size-4.5',
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
      className={cx('inline-flex shrink-0 items-center justify-center font-bold text-white', SIZES[size], className)}
    >
      {typeof Icon === 'string' ? Icon : <Icon strokeWidth={2.25} />}
    </span>
  )
}
