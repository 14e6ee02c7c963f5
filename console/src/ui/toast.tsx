import { useState } from 'react'
import { late } from '../lib/late.ts'
import { createStore, useStore } from '../lib/store.ts'

export interface Toast {
  kind: 'done' | 'failed'
  text: string
  /** Takes it back, or another way to go on. */
  action?: { label: string; run: () => void } | undefined
}

/** What has been said and is not shown yet. */
export const unsaid = createStore<readonly Toast[]>([])

const say = (next: Toast): void => unsaid.set([...unsaid.get(), next])

/** A short word at the upper edge of the screen. */
export const toast = {
  done: (text: string, action?: Toast['action']): void => say({ kind: 'done', text, action }),
  failed: (text: string, action?: Toast['action']): void => say({ kind: 'failed', text, action }),
}

const ToastRegion = late(async () => (await import('./ToastRegion.tsx')).ToastRegion)

/** Where they appear: there from the first one on. */
export function Toasts() {
  const waiting = useStore(unsaid, ({ length }) => length)
  const [wanted, want] = useState(false)
  if (waiting > 0 && !wanted) want(true)
  return wanted ? <ToastRegion /> : null
}
