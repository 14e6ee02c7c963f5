import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

interface Props {
  label: string
  className?: string | undefined
  style?: CSSProperties
  onClose: () => void
  children: ReactNode
}

/** A menu that is open: arrows move in it, Escape and a press elsewhere close it, and what had the focus gets it back. */
export function Menu({ label, className = '', style, onClose, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const before = useRef<Element>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    before.current ??= document.activeElement
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const elsewhere = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.parentElement?.contains(event.target) === false) close.current()
    }
    document.addEventListener('pointerdown', elsewhere, true)
    return () => {
      document.removeEventListener('pointerdown', elsewhere, true)
      if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus()
    }
  }, [])
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') onClose()
    if (step === undefined || box.current === null) return
    event.preventDefault()
    const items = [...box.current.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const at = items.findIndex((item) => item === document.activeElement)
    items[(at + step + items.length) % items.length]?.focus()
  }
  return (
    <div
      ref={box}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={move}
      style={style}
      className={`thin-scroll absolute z-20 overflow-y-auto rounded-xl border border-rule bg-sheet py-1 text-[13.5px] text-sheet-ink shadow-xl ${className}`}
    >
      {children}
    </div>
  )
}

interface ItemProps {
  icon?: ReactNode
  danger?: boolean
  tile?: boolean
  onChoose: () => void
  children: ReactNode
}

export function MenuItem({ icon, danger = false, tile = false, onChoose, children }: ItemProps) {
  const shape = tile
    ? 'flex-col justify-start gap-1.5 rounded-lg px-1 py-2 text-center text-[11.5px] leading-tight'
    : 'gap-3 px-3.5 py-1.5 text-left'
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={onChoose}
      className={`flex w-full items-center outline-none hover:bg-wash focus-visible:bg-wash focus-visible:ring-2 focus-visible:ring-brand-ink focus-visible:ring-inset ${shape} ${danger ? 'text-danger' : ''}`}
    >
      {icon !== undefined && (
        <span aria-hidden className={tile ? 'grid size-11 place-items-center rounded-xl bg-wash' : danger ? '' : 'text-hint'}>
          {icon}
        </span>
      )}
      {children}
    </button>
  )
}

interface ButtonProps {
  label: string
  face: ReactNode
  className: string
  menuClassName: string
  wrapClassName?: string
  children: (close: () => void) => ReactNode
}

/** A button and the menu it opens. */
export function MenuButton({ label, face, className, menuClassName, wrapClassName = 'relative', children }: ButtonProps) {
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <div className={wrapClassName}>
      <button
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={className}
      >
        {face}
      </button>
      {open && (
        <Menu label={label} className={menuClassName} onClose={close}>
          {children(close)}
        </Menu>
      )}
    </div>
  )
}
