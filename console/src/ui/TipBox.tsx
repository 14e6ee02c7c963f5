import { useLayoutEffect, useRef } from 'react'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip'
import type { TipProps } from './Tooltip.tsx'
import { Kbd } from './Kbd.tsx'

export interface TipBoxProps extends Omit<TipProps, 'children'> {
  id: string
  /** What it explains. */
  of: Element
  onClose: () => void
}

const nothing = (): void => {}

/** The words of a tooltip, as long as they are there. */
export function TipBox({ id, of, text, shortcut, placement = 'top', onClose }: TipBoxProps) {
  const trigger = useRef(of)
  useLayoutEffect(() => {
    of.setAttribute('aria-describedby', id)
    const escape = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose()
    }
    addEventListener('keydown', escape, true)
    return () => {
      of.removeAttribute('aria-describedby')
      removeEventListener('keydown', escape, true)
    }
  }, [of, id])
  return (
    <TooltipTriggerStateContext value={{ isOpen: true, shouldSkipAnimation: false, open: nothing, close: onClose }}>
      <Tooltip
        triggerRef={trigger}
        offset={6}
        placement={placement}
        className="z-50 flex max-w-72 animate-fade items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-float"
      >
        <span id={id} className="contents">
          {text}
          {shortcut && <Kbd inverse>{shortcut}</Kbd>}
        </span>
      </Tooltip>
    </TooltipTriggerStateContext>
  )
}
