import { useEffect } from 'react'
import type { CommandId } from './commands.ts'
import { commandOf } from './commands.ts'
import { preferences } from './preferences.ts'
import { createKeyReader, strokeOf } from './strokes.ts'

/** What holds the reader until it is closed. A notice at the edge of the screen is an alertdialog too, and holds nobody. */
const MODAL = '[role=dialog], [role=alertdialog]:not([aria-modal=false])'

/** What makes sense again and again while the key is held. */
const REPEATED: ReadonlySet<CommandId | undefined> = new Set<CommandId>(['next', 'previous', 'selectNext', 'selectPrevious'])

/** What is meant while one writes as well. */
const EVERYWHERE: ReadonlySet<string> = new Set(['Mod+k', 'Mod+s'])

const writing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=menu], [role=listbox], [role=dialog]') !== null)

/** Does commands by their keys, unless somebody is writing or a dialog is open. */
export function useKeyboard(): void {
  useEffect(() => {
    const read = createKeyReader()
    function pressed(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || document.querySelector(MODAL)) return
      const stroke = strokeOf(event)
      if (stroke === null) return
      if (!EVERYWHERE.has(stroke) && writing(event.target)) return
      if (!stroke.startsWith('Mod+') && !preferences.get().shortcuts) return
      const id = read(stroke, event.timeStamp)
      const command = id && commandOf(id)
      if (!command || (event.repeat && !REPEATED.has(id))) return
      event.preventDefault()
      command.run()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
