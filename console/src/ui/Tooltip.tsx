import type { ReactElement, ReactNode } from 'react'
import type { TooltipProps } from 'react-aria-components/Tooltip'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './Kbd.tsx'

export interface TipProps {
  text: ReactNode
  /** The key that does the same. */
  shortcut?: string | undefined
  placement?: TooltipProps['placement']
  /** A button or another thing that takes focus. */
  children: ReactElement
}

export function Tip({ text, shortcut, placement = 'top', children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={60}>
      {children}
      <AriaTooltip
        offset={6}
        placement={placement}
        className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-float"
      >
        {text}
        {shortcut && <Kbd inverse>{shortcut}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
