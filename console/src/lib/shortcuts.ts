import { useEffect, useRef } from 'react'
import { preferences } from './preferences.ts'

/** Every key that does something, by where it does it: for the help, and so that none is given twice. */
export const SHORTCUTS = {
  anywhere: { help: '?', search: '/', next: 'j', previous: 'k', close: 'Escape' },
  conversation: { claim: 'c', resolve: 'e', reply: 'r', note: 'n', snooze: 'z', details: 'i' },
} as const

/** As it is written on the key. */
export const keyLabel = (key: string): string => (key === 'Escape' ? 'Esc' : key.length === 1 ? key.toUpperCase() : key)

/** What holds the reader until it is closed. A notice at the edge of the screen is an alertdialog too, and holds nobody. */
const MODAL = '[role=dialog], [role=alertdialog]:not([aria-modal=false])'

const stacks = new Map<string, (() => void)[]>()

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=menu], [role=listbox], [role=dialog]') !== null)

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (!preferences.get().shortcuts || writing(event.target) || document.querySelector(MODAL)) return
  const handler = stacks.get(event.key)?.at(-1)
  if (!handler) return
  event.preventDefault()
  handler()
}

/** Does `run` on a single key, unless somebody is writing or a dialog is open. The latest comer for a key has it. */
export function useShortcut(key: string, run: () => void, enabled = true): void {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    if (stacks.size === 0) addEventListener('keydown', pressed)
    const handler = (): void => latest.current()
    stacks.set(key, [...(stacks.get(key) ?? []), handler])
    return () => {
      const rest = (stacks.get(key) ?? []).filter((other) => other !== handler)
      if (rest.length > 0) stacks.set(key, rest)
      else stacks.delete(key)
      if (stacks.size === 0) removeEventListener('keydown', pressed)
    }
  }, [key, enabled])
}
