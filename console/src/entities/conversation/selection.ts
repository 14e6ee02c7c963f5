import { createStore } from '../../lib/store.ts'

/** The conversations that are chosen in the list, by id, in the order in which they were. */
export const selection = createStore<readonly string[]>([])

/** Every row shows that it can be chosen, also while none is: where there is no pointer that passes over them. */
export const choosing = createStore(false)

export function toggleSelected(id: string): void {
  const all = selection.get()
  selection.set(all.includes(id) ? all.filter((one) => one !== id) : [...all, id])
}

/** Adds to what is chosen. */
export const select = (ids: readonly string[]): void => selection.set([...new Set([...selection.get(), ...ids])])

export function clearSelection(): void {
  selection.set([])
  choosing.set(false)
}
