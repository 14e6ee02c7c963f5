import { createStore, useStore } from '../lib/store.ts'

const open = createStore(false)

/** The navigation on a phone, where it lies over the page. */
export const nav = { open: (): void => open.set(true), close: (): void => open.set(false) }

export const useNavOpen = (): boolean => useStore(open, (value) => value)
