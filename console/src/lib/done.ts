import { createStore } from './store.ts'

/** What was just done, in words, and what takes it back. */
export interface Done {
  text: string
  undo?: (() => void) | undefined
}

/** How long it stands, in ms. */
const SHOWN_FOR = 8000

/** The last thing that was done; null when that is a while ago. */
export const lastDone = createStore<Done | null>(null)

let timer: ReturnType<typeof setTimeout> | undefined

/** Says what was done, in place of what was done before. */
export function sayDone(text: string, undo?: () => void): void {
  clearTimeout(timer)
  lastDone.set({ text, undo })
  timer = setTimeout(() => lastDone.set(null), SHOWN_FOR)
}

export function undoDone(): void {
  const undo = lastDone.get()?.undo
  if (!undo) return
  clearTimeout(timer)
  lastDone.set(null)
  undo()
}
