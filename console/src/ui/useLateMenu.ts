import type { KeyboardEvent, RefObject } from 'react'
import { useRef, useState } from 'react'

/** What a menu has to know of the button that it belongs to. */
export interface LateMenu {
  triggerRef: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

/** A button whose menu is a late part: `trigger` is for the button, `menu` for the menu; null while it is closed. */
export function useLateMenu() {
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [isOpen, open] = useState(false)
  const trigger = {
    ref: triggerRef,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    onPress: () => open(true),
    onKeyDown: ({ key }: Pick<KeyboardEvent, 'key'>) => (key === 'ArrowDown' || key === 'ArrowUp') && open(true),
  } as const
  const menu: LateMenu | null = isOpen ? { triggerRef, onClose: () => open(false) } : null
  return { trigger, menu }
}
