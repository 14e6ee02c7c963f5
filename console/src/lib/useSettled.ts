import { useDeferredValue } from 'react'

/**
 * False in the first picture of a part of the page, and true as soon as that is drawn: what can come a moment later does not keep the
 * reader from what they came for.
 */
export const useSettled = (): boolean => useDeferredValue(true, false)
