import { useRef } from 'react'

/** The choices of a dialog that closes with the first of them. */
export interface First<T> {
  take: (choice: T) => void
  /** For the search field. */
  onSubmit: () => void
}

/**
 * Enter takes the first of what was found also in the moment before the list has marked it, so that nobody who types fast presses it in vain.
 * What is marked is taken by the list; whichever of the two is told first, it is taken once.
 */
export function useFirst<T>(first: T | undefined, onTake: (choice: T) => void): First<T> {
  const taken = useRef(false)
  const take = (choice: T): void => {
    if (taken.current) return
    taken.current = true
    onTake(choice)
  }
  return {
    take,
    onSubmit() {
      if (first !== undefined && !document.activeElement?.hasAttribute('aria-activedescendant')) take(first)
    },
  }
}
