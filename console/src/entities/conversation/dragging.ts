import { createStore } from '../../lib/store.ts'

/** The conversations that are being dragged, by id. */
export const dragging = createStore<readonly string[]>([])

/** Begins with a row: with all that are chosen where it is one of them. The page may change only after the browser has taken its picture of the row. */
export const drag = (ids: readonly string[]): void => void setTimeout(() => dragging.set(ids))

export const endDrag = (): void => void setTimeout(() => dragging.set([]))
