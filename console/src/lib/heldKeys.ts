import { useEffect } from 'react'
import { awaited } from './late.ts'

/** Gives a key to what has the focus, as if it were pressed now. */
function press({ key, code, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
  const target = document.activeElement ?? document.body
  const init = { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true }
  const untouched = target.dispatchEvent(new KeyboardEvent('keydown', init))
  // A field takes letters from the keyboard only: this one is put in as a paste is.
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (untouched && key.length === 1 && isField) document.execCommand('insertText', false, key)
  target.dispatchEvent(new KeyboardEvent('keyup', init))
}

/** Keeps what is typed while something that was called for by key is being fetched, and gives it to that, in order, when it is there. */
export function useHeldKeys(): void {
  useEffect(() => {
    const held: KeyboardEvent[] = []
    const hold = (event: KeyboardEvent): void => {
      if (!event.isTrusted || (awaited.get() === 0 && held.length === 0)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      held.push(event)
    }
    const give = (): void => {
      if (awaited.get() > 0) return
      for (const event of held.splice(0)) press(event)
    }
    // By the next picture it has the focus.
    const unsubscribe = awaited.subscribe(() => requestAnimationFrame(() => setTimeout(give)))
    addEventListener('keydown', hold, true)
    return () => {
      unsubscribe()
      removeEventListener('keydown', hold, true)
    }
  }, [])
}
