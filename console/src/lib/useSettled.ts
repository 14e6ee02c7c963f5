import { useDeferredValue } from 'react'
import { useHolding } from './late.ts'

/**
 * False in the first picture of a part of the page, and true as soon as that is drawn: what can come a moment later does not keep the
 * reader from what they came for. What is typed in that moment is meant for all of it, and waits.
 */
export function useSettled(): boolean {
  const settled = useDeferredValue(true, false)
  useHolding(!settled)
  return settled
}
