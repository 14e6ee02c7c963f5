import type { FocusEvent, PointerEvent, ReactElement, ReactNode } from 'react'
import { useEffect, useId } from 'react'
import { late } from '../lib/late.ts'
import { createStore, useStore } from '../lib/store.ts'

const TipBox = late(async () => (await import('./TipBox.tsx')).TipBox)

export interface TipProps {
  text: ReactNode
  /** The key that does the same. */
  shortcut?: string | undefined
  placement?: 'top' | 'bottom' | 'left' | 'right' | undefined
  /** A button or another thing that takes focus. */
  children: ReactElement
}

/** How long the pointer rests before the first one is shown, and how soon after one the next comes at once, in ms. */
const [REST, NEXT] = [500, 500]

/** The one that is shown. */
const shown = createStore<{ id: string; of: Element } | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined
let hidden = -Infinity

function show(id: string, of: Element): void {
  clearTimeout(timer)
  shown.set({ id, of })
}

function hide(id: string): void {
  clearTimeout(timer)
  if (shown.get()?.id !== id) return
  shown.set(null)
  hidden = performance.now()
}

/** A word about a button, for as long as the pointer or the keyboard is on it. What it takes to show one is fetched for the first. */
export function Tip({ children, ...words }: TipProps) {
  const id = useId()
  const of = useStore(shown, (now) => (now?.id === id ? now.of : null))
  const off = (): void => hide(id)
  const pointed = ({ currentTarget, pointerType }: PointerEvent): void => {
    const element = currentTarget.firstElementChild
    if (!element || pointerType === 'touch') return
    clearTimeout(timer)
    timer = setTimeout(() => show(id, element), performance.now() - hidden < NEXT ? 0 : REST)
  }
  const focused = ({ currentTarget, target }: FocusEvent): void => {
    const element = currentTarget.firstElementChild
    if (element && target.matches(':focus-visible')) show(id, element)
  }
  useEffect(() => () => hide(id), [id])
  return (
    <span className="contents" onPointerEnter={pointed} onPointerLeave={off} onPointerDown={off} onFocus={focused} onBlur={off}>
      {children}
      {of && <TipBox {...words} id={id} of={of} onClose={off} />}
    </span>
  )
}
